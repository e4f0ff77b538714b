/** Replies and failures of a run so far, in memory that its threads share: what is shown while it goes on. */
export type Tally = Int32Array<SharedArrayBuffer>;

export function createTally(): Tally {
  return new Int32Array(new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT));
}

export const countReply = (tally: Tally): void => void Atomics.add(tally, 0, 1);
export const countFailure = (tally: Tally): void => void Atomics.add(tally, 1, 1);

export function readTally(tally: Tally): { readonly replies: number; readonly failures: number } {
  return { replies: Atomics.load(tally, 0), failures: Atomics.load(tally, 1) };
}
