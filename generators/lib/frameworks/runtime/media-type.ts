/** A Content-Type header's parts that matter here. */
export interface MediaTypeHeader {
  /** `type/subtype` in lower case. */
  readonly essence: string;
  /** In lower case; undefined when the header has none. */
  readonly charset: string | undefined;
}

const ESSENCE = /^\s*([\w!#$%&'*+.^`|~-]+\/[\w!#$%&'*+.^`|~-]+)\s*(?:;|$)/;
const CHARSET = /;\s*charset\s*=\s*(?:"([^"]*)"|([^\s;]+))/i;

/** Reads a Content-Type header (RFC 9110 §8.3); undefined when it is malformed. */
export function parseMediaType(header: string): MediaTypeHeader | undefined {
  const essence = ESSENCE.exec(header)?.[1];
  if (essence === undefined) return undefined;
  const charset = CHARSET.exec(header);
  return { essence: essence.toLowerCase(), charset: (charset?.[1] ?? charset?.[2])?.toLowerCase() };
}

/**
 * How well a range fits a media type: 0 not at all, 1 for `*` + `/*`, 2 for `image/*`,
 * 3 for `application/*+json`, 4 when equal.
 */
export function fit(range: string, essence: string): number {
  if (range === essence) return 4;
  if (range === '*/*' || range === '*') return 1;
  const slash = range.indexOf('/');
  if (range.charCodeAt(slash + 1) !== 42 /* * */) return 0;
  if (!essence.startsWith(range.slice(0, slash + 1))) return 0;
  const suffix = range.slice(slash + 2);
  if (suffix === '') return 2;
  return essence.endsWith(suffix) ? 3 : 0;
}

/** A media type without its parameters. */
export function withoutParameters(mediaType: string): string {
  const end = mediaType.indexOf(';');
  return (end === -1 ? mediaType : mediaType.slice(0, end)).trim().toLowerCase();
}
