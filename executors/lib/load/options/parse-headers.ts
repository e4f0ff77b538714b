import type { Problems } from './problems';

/** Headers whose values are never secret, and may stand in scripts as they are. */
export const PLAIN_HEADER = /^(accept|accept-language|content-type|user-agent)$/i;

/** Headers of lines like `Name: value`; a repeated name has several values. */
export function parseHeaders(lines: readonly string[], problems: Problems): Record<string, string | string[]> {
  const headers: Record<string, string | string[]> = {};
  for (const line of lines) {
    const [, name, value] = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+)\s*:\s*(.*)$/.exec(line) ?? [];
    // Line breaks would be headers, or bodies, of their own.
    if (name === undefined || value === undefined || /[\r\n\0]/.test(line)) {
      problems.invalid(`--headers has ${JSON.stringify(line)}`, 'Write each as `Name: value`');
      continue;
    }
    const known = Object.keys(headers).find((other) => other.toLowerCase() === name.toLowerCase());
    headers[known ?? name] = known === undefined ? value.trim() : [headers[known]!, value.trim()].flat();
  }
  return headers;
}
