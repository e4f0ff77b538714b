/** What a client sends next, and who hears of the reply, in place of a fixed list of requests. */
export interface RequestSource {
  next(): SourcedRequest;
  /** @param rawHeaders names and values in turn */
  received(status: number, rawHeaders: readonly string[], body: Buffer): void;
  failed(): void;
}

export interface SourcedRequest {
  /** In the plan's requests. */
  readonly index: number;
  readonly head: boolean;
  /** The request as it goes over the wire. */
  readonly bytes: Buffer;
  /** Milliseconds to wait before it is sent. */
  readonly thinkMs: number;
}
