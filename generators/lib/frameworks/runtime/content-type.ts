import type { RequestContent } from '../../validation/runtime/types';
import { unsupportedMediaType } from './failure';
import { fit, parseMediaType } from './media-type';

/** The declared content a request's body is read as, and the charset of its text. */
export interface MatchedContent {
  readonly content: RequestContent;
  readonly charset: string | undefined;
}

/** Finds the declared content for a Content-Type header; throws 415 when there is none. */
export type MatchContent = (header: string | undefined) => MatchedContent;

// Bounds what clients can make a server remember: a boundary makes every multipart header new.
const REMEMBERED = 32;
const LONGEST = 100;

/** The most specific range wins: `image/png` over `image/*` over `*` + `/*`. */
export function createContentMatcher(contents: readonly RequestContent[]): MatchContent {
  const known = new Map<string, MatchedContent>();
  return (header = 'application/octet-stream') => {
    const remembered = known.get(header);
    if (remembered !== undefined) return remembered;
    const matched = match(header, contents);
    if (known.size < REMEMBERED && header.length <= LONGEST) known.set(header, matched);
    return matched;
  };
}

function match(header: string, contents: readonly RequestContent[]): MatchedContent {
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
  return { content: best, charset: type!.charset };
}
