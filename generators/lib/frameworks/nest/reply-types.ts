import type { Operation } from '../../model';

/** The media type of each status's replies, where it is another than `application/json`; undefined: nowhere. */
export function replyTypes({ responses }: Operation): Record<string, string> | undefined {
  const entries = responses.flatMap(({ status, content }): [string, string][] => {
    const types = content.map(({ mediaType }) => mediaType.trim());
    const json = types.find((type) => /^application\/json\s*(;|$)/i.test(type));
    return types.length === 0 || json !== undefined ? [] : [[/^\dxx$/i.test(status) ? status.toUpperCase() : status, types[0]!]];
  });
  // A status that has JSON must not fall back to another type of `default`.
  const plain = responses.filter(({ status, content }) => content.length > 0 && !entries.some(([known]) => known.toUpperCase() === status.toUpperCase()));
  return entries.length === 0 ? undefined : Object.fromEntries([...entries, ...plain.map(({ status }): [string, string] => [status, 'application/json'])]);
}
