/**
 * A connection string without its secrets, for messages and reports: the password becomes `***`,
 * in the authority as in parameters (`?password=`, `?sslpassword=`), in URLs as in `key=value` strings.
 */
export function redactConnection(connection: string): string {
  return connection
    // The password ends at the last `@` before the host: unencoded it may hold `@`, `/` and `:`.
    .replace(/^([a-z][a-z0-9+.-]*:\/\/[^:/?#@]*):.*@(?=[^@]*$)/i, '$1:***@')
    .replace(/((?:^|[?&\s;])(?:ssl)?(?:password|passwd|pwd|secret|token)\s*=\s*)('(?:[^'\\]|\\.)*'|[^&\s;]*)/gi, '$1***');
}
