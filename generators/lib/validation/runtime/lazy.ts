/** A module that is loaded when it is first needed; once it is there, `current` has it without waiting. */
export interface Lazy<T> {
  current: T | undefined;
  load(): Promise<T>;
}

/** @param load imports the module; after a failure the next call tries again */
export function lazy<T>(load: () => Promise<{ readonly operation: T }>): Lazy<T> {
  let pending: Promise<T> | undefined;
  const self: Lazy<T> = {
    current: undefined,
    load() {
      pending ??= load().then(
        (module) => (self.current = module.operation),
        (error: unknown) => {
          pending = undefined;
          throw error;
        },
      );
      return pending;
    },
  };
  return self;
}
