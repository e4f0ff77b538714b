import type { PathPart, PathTemplate } from '../../model';

/** The two dialects of path-to-regexp: 0.1 in Express 4, 8 in Express 5 and @koa/router. */
export type PathSyntax = 'path-to-regexp-0.1' | 'path-to-regexp-8';

/**
 * A path template in a router's syntax. What stands for a variable only has to match: values are
 * decoded from the path as it was sent.
 *
 * `/files/{name}.{ext}` gives `/files/:name\.:ext`, `/{id}suffix` gives `/:"id"suffix` (8) or
 * `/:id([^/]+?)suffix` (0.1).
 */
export function routePath(path: PathTemplate, syntax: PathSyntax): string {
  const names = new Set<string>();
  return '/' + path.segments.map((parts) => segment(parts, names, syntax)).join('/');
}

function segment(parts: readonly PathPart[], names: Set<string>, syntax: PathSyntax): string {
  return parts
    .map((part, i) => {
      if (part.kind === 'literal') return escapeLiteral(part.text);
      // Adjacent variables, `{a}{b}`, match what one does; path-to-regexp 8 refuses them.
      if (parts[i - 1]?.kind === 'variable') return '';
      const after = parts[i + 1];
      return variable(nameFor(part.name, names), after?.kind === 'literal' && WORD.test(after.text), syntax);
    })
    .join('');
}

function variable(name: string, beforeWord: boolean, syntax: PathSyntax): string {
  if (!beforeWord) return `:${name}`;
  return syntax === 'path-to-regexp-8' ? `:"${name}"` : `:${name}([^/]+?)`;
}

/** The variable's own name where both dialects can say it (`user-id` cannot be said), else `p0`, `p1`. */
function nameFor(name: string, names: Set<string>): string {
  let free = PLAIN.test(name) && !names.has(name) && !(name in Object.prototype) ? name : `p${names.size}`;
  while (names.has(free)) free += '_';
  names.add(free);
  return free;
}

const PLAIN = /^[A-Za-z_]\w*$/;
const WORD = /^[\w$\u0080-\uffff]/;

/** Literal text as a client sends it, with every character that means something to either dialect escaped. */
function escapeLiteral(text: string): string {
  return percentEncode(text).replace(/[\\:*?+(){}[\]!.^$|]/g, '\\$&');
}

/** Encodes what a URL's path cannot hold (WHATWG path percent-encode set); what is encoded already stays. */
function percentEncode(text: string): string {
  return text.replace(/[^\u0021-\u007e]|["#<>?`{}^]/gu, (char) => encodeURIComponent(/\p{Cs}/u.test(char) ? '\ufffd' : char));
}
