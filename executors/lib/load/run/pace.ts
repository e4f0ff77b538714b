/** When the requests of one connection are due. */
export interface Pace {
  /** When the next request is due. */
  next(): number;
  /** Takes the next request. */
  take(): void;
}

/** One request after another at equal distances, from `first` on. */
export function steadyPace(first: number, periodMs: number): Pace {
  let taken = 0;
  // A product, not a sum: after a million requests the errors of a sum would be a rate of their own.
  return { next: () => first + taken * periodMs, take: () => void taken++ };
}
