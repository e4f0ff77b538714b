/** A reply as it came. */
export interface Reply {
  readonly status: number;
  /** @param name in lower case */
  header(name: string): string | undefined;
  /** Undefined: not to be looked at, or HEAD. */
  readonly body: Buffer | undefined;
}

/** Says in what a reply is not what its operation's document promises. */
export interface ReplyContract {
  /** @param operation pointer in the bundled document; @returns sentences, none where all is well */
  problems(operation: string, reply: Reply): readonly string[];
  /** Compiles what these operations need, as far as that takes no longer than some seconds; the rest follows when it is needed. */
  prepare(operations: readonly string[]): void;
}
