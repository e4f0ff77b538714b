import type { PathPart, PathTemplate } from './operation';

/**
 * Cuts a path template (3.2 §4.8.2) at `/` and at its variables: `/a/{id}.json` has the segments
 * [a] and [id, .json]. A brace without its partner is literal text. A fragment or query is cut off.
 */
export function buildPathTemplate(text: string): PathTemplate {
  const path = (text.startsWith('/') ? text : `/${text}`).replace(/[?#](?![^{]*\}).*$/s, '');
  const segments = path.slice(1).split('/').map((segment) => Object.freeze(parts(segment)));
  return Object.freeze({ text: path, segments: Object.freeze(segments) });
}

function parts(segment: string): PathPart[] {
  const found: PathPart[] = [];
  let literal = '';
  for (const piece of segment.split(/(\{[^{}]+\})/)) {
    if (!/^\{[^{}]+\}$/.test(piece)) {
      literal += piece;
      continue;
    }
    if (literal !== '') found.push(Object.freeze({ kind: 'literal', text: literal }));
    literal = '';
    found.push(Object.freeze({ kind: 'variable', name: piece.slice(1, -1) }));
  }
  if (literal !== '' || found.length === 0) found.push(Object.freeze({ kind: 'literal', text: literal }));
  return found;
}
