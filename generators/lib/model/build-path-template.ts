import type { PathPart, PathTemplate } from './operation';

/**
 * Cuts a path template (3.2 §4.8.2) at `/` and at its variables: `/a/{id}.json` has the segments
 * [a] and [id, .json]. A brace without its partner is literal text; a fragment is cut off.
 */
export function buildPathTemplate(text: string): PathTemplate {
  const [whole, path, query] = /^(.*?)(?:\?([^{}]*))?(?:#[^{}]*)?$/s.exec(text)!;
  const own = path ?? whole;
  const full = own.startsWith('/') ? own : `/${own}`;
  const segments = full.slice(1).split('/').map((segment) => Object.freeze(parts(segment)));
  const conditions = query === undefined ? [] : [...new URLSearchParams(query)].map(([name, value]) => Object.freeze({ name, value }));
  return Object.freeze({
    text: full,
    segments: Object.freeze(segments),
    ...(conditions.length > 0 && { query: Object.freeze(conditions) }),
  });
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
    found.push(Object.freeze({ kind: 'variable', name: variableName(piece.slice(1, -1)) }));
  }
  if (literal !== '' || found.length === 0) found.push(Object.freeze({ kind: 'literal', text: literal }));
  return found;
}

/** `{+name}`, `{name*}` and `{name=**}` are RFC 6570 and Google's; their parameter is called `name`. */
function variableName(text: string): string {
  return text.replace(/^[+#./;?&](?=\w)/, '').replace(/(\*|=.*)$/s, '') || text;
}
