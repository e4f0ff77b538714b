/** A failure the user can mend: Nx prints the message alone, and the stack only with --verbose. */
export class RoutesError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'RoutesError';
    // Nx offers "pass --verbose to see the stacktrace" for every error that has one; here it tells nothing.
    if (process.env['NX_VERBOSE_LOGGING'] !== 'true') delete this.stack;
  }
}

export function noSuchProject(name: string): RoutesError {
  return new RoutesError(`There is no project named ${JSON.stringify(name)}. Run "nx show projects" to see all.`);
}
