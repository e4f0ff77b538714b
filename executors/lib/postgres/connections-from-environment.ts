/** Options that may be a connection. */
const OPTIONS = ['connection', 'shadow', 'compare', 'from', 'to'];

/**
 * Puts the variable's value where an option says `env:DATABASE_URL`. Nx prints the options of a task as
 * they were typed, so a password does not belong there. A variable that is not set stays as written,
 * for the message that nothing is known under that name.
 */
export function connectionsFromEnvironment<T extends object>(options: T, environment: NodeJS.ProcessEnv = process.env): T {
  const expanded = Object.entries(options).map(([name, value]: [string, unknown]) => {
    const variable = typeof value === 'string' && OPTIONS.includes(name) ? /^env:(\w+)$/.exec(value)?.[1] : undefined;
    return [name, (variable !== undefined && environment[variable]) || value];
  });
  return Object.fromEntries(expanded) as T;
}
