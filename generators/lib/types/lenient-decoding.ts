/**
 * Runs a synchronous function in which `decodeURIComponent` leaves malformed text as it is.
 * openapi-typescript makes pointers of path templates, parameter and component names and decodes
 * them again: a path such as `/100%` would throw "URI malformed".
 */
export function withLenientDecoding<T>(run: () => T): T {
  const strict = globalThis.decodeURIComponent;
  globalThis.decodeURIComponent = (text: string): string => {
    try {
      return strict(text);
    } catch {
      return text;
    }
  };
  try {
    return run();
  } finally {
    globalThis.decodeURIComponent = strict;
  }
}
