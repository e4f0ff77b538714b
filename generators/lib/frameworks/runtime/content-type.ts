import type { RequestContent } from '../../validation/runtime/types';
import { unsupportedMediaType } from './failure';
import { fit, parseMediaType } from './media-type';

/** Finds what was prepared for a Content-Type header; throws 415 when no such content is declared. */
export type MatchContent<Prepared> = (header: string | undefined) => Prepared;

// Bounds what clients can make a server remember: a boundary makes every multipart header new.
const REMEMBERED = 32;
const LONGEST = 100;

/**
 * The most specific range wins: `image/png` over `image/*` over `*` + `/*`.
 * @param prepare makes of the declared content and the charset of its text what is wanted of them, seldom
 */
export function createContentMatcher<Prepared>(
  contents: readonly RequestContent[],
  prepare: (content: RequestContent, charset: string | undefined) => Prepared,
): MatchContent<Prepared> {
  const known = new Map<string, Prepared>();
  return (header = 'application/octet-stream') => {
    const remembered = known.get(header);
    if (remembered !== undefined) return remembered;
    const prepared = match(header, contents, prepare);
    if (known.size < REMEMBERED && header.length <= LONGEST) known.set(header, prepared);
    return prepared;
  };
}

function match<Prepared>(header: string, contents: readonly RequestContent[], prepare: (content: RequestContent, charset: string | undefined) => Prepared): Prepared {
  const type = parseMediaType(header);
  let best: RequestContent | undefined;
  let score = 0;
  for (const content of type ? contents : []) {
    const next = fit(content.mediaType, type!.essence);
    if (next > score) [best, score] = [content, next];
  }
  if (best === undefined) {
    const accepted = contents.map((content) => content.mediaType).join(', ');
    throw unsupportedMediaType(`The body must be ${accepted}`, { accept: accepted });
  }
  return prepare(best, type!.charset);
}
