import type { PathTemplate } from './routes';

export interface ReadPath { readonly paths: readonly PathTemplate[]; readonly problem?: 'pattern' }

interface Piece { readonly text: string; readonly parameter?: { readonly name: string; readonly pattern?: string; readonly optional: boolean } }

/**
 * A path of path-to-regexp (Express 4 and 5, @koa/router) or of find-my-way (Fastify) as templates:
 * `/users/:id(\\d+)`, `/:from-:to`, `/:lang?` and `/users{/:id}` (with and without). Wildcards and
 * anonymous patterns have no template.
 */
export function readPath(path: string, certain = true): ReadPath {
  const groups = expandGroups(path);
  const templates: PathTemplate[] = [];
  for (const one of groups) {
    const pieces = split(one);
    if (pieces === undefined) return { paths: [], problem: 'pattern' };
    for (const variant of variants(pieces)) templates.push(template(variant, certain));
  }
  return { paths: templates };
}

/** Express 5: `/users{/:id}` → `/users/:id` and `/users`. */
function expandGroups(path: string): string[] {
  const open = path.indexOf('{');
  if (open < 0 || path[open - 1] === '\\') return [path];
  const close = path.indexOf('}', open);
  if (close < 0) return [path];
  const rest = path.slice(close + 1);
  return [...expandGroups(path.slice(0, open) + path.slice(open + 1, close) + rest), ...expandGroups(path.slice(0, open) + rest)];
}

function split(path: string): Piece[] | undefined {
  const pieces: Piece[] = [];
  let rest = path;
  while (rest !== '') {
    const parameter = /^:([A-Za-z_$][\w$]*)/.exec(rest);
    if (parameter !== null) {
      rest = rest.slice(parameter[0].length);
      const pattern = rest.startsWith('(') ? balanced(rest) : undefined;
      if (pattern !== undefined) rest = rest.slice(pattern.length);
      const modifier = /^[?*+]/.exec(rest)?.[0];
      if (modifier === '*' || modifier === '+') return undefined;
      if (modifier !== undefined) rest = rest.slice(1);
      pieces.push({ text: '', parameter: { name: parameter[1]!, ...(pattern !== undefined && { pattern: pattern.slice(1, -1) }), optional: modifier === '?' } });
      continue;
    }
    const literal = /^(?:\\.|::|[^:\\*(?+])+/.exec(rest);
    if (literal === null) return undefined;
    rest = rest.slice(literal[0].length);
    pieces.push({ text: literal[0].replace(/\\(.)/g, '$1').replace(/::/g, ':') });
  }
  return pieces;
}

function balanced(text: string): string | undefined {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === '(') depth++;
    else if (text[i] === ')' && --depth === 0) return text.slice(0, i + 1);
  }
  return undefined;
}

/** Each optional parameter there and not there, the slash before it included. */
function variants(pieces: readonly Piece[]): Piece[][] {
  const index = pieces.findIndex((piece) => piece.parameter?.optional);
  if (index < 0) return [[...pieces]];
  const piece = pieces[index]!;
  const withIt = pieces.map((p, i) => (i === index ? { ...p, parameter: { ...piece.parameter!, optional: false } } : p));
  const without = pieces.flatMap((p, i) => (i === index ? [] : i === index - 1 && p.parameter === undefined ? [{ text: p.text.replace(/\/$/, '') }] : [p]));
  return [...variants(withIt), ...variants(without)];
}

function template(pieces: readonly Piece[], certain: boolean): PathTemplate {
  const patterns = new Map<string, string>();
  for (const { parameter } of pieces) if (parameter?.pattern !== undefined) patterns.set(parameter.name, parameter.pattern);
  const text = pieces.map((piece) => (piece.parameter === undefined ? piece.text : `{${piece.parameter.name}}`)).join('');
  return { template: normalize(text), patterns, certain };
}

/** One slash between segments, one in front. */
export function normalize(path: string): string {
  return `/${path}`.replace(/\/{2,}/g, '/');
}

/** Joins a prefix with what stands below it; a slash at the end of the whole means nothing to these routers. */
export function joinPaths(prefix: string, rest: string): string {
  const joined = normalize(`${prefix}/${rest}`);
  return joined.length > 1 ? joined.replace(/\/$/, '') : joined;
}
