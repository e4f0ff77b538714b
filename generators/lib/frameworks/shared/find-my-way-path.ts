import type { PathPart, PathTemplate } from '../../model';

/** A path template as find-my-way, Fastify's router, writes it. */
export interface RoutePath {
  readonly url: string;
  /** The template, with its query, as @fastify/swagger should show it, where it cannot tell by `url`. */
  readonly documented?: string;
}

/**
 * Translates a path template. find-my-way has no escape but `::`, decodes the request's path before
 * it compares, ends a variable's name at `-`, `.` or `(`, and lets a plain variable be any text:
 *
 * - `/users/{id}` → `/users/:id`; a name it cannot hold (`user-id`) gets a synthesized one
 * - `/files/{name}.{ext}` → `/files/:name([^/]+?).:ext([^/]+?)`
 * - `/{id}:cancel` → `/:id([^/]+?)::cancel`
 * - `/a*` (a literal asterisk is a wildcard there) → `/:l0(a\x2a)`
 */
export function routePath(path: PathTemplate): RoutePath {
  const names = new VariableNames();
  const url = '/' + path.segments.map((parts) => segment(parts, names)).join('/');
  return names.synthesized || path.query ? { url, documented: documentedPath(path) } : { url };
}

/** In what two templates must agree so that only one of them can be routed to: `/a/{x}` and `/a/{y}`. */
export function shapeOf(path: PathTemplate): string {
  return path.segments.map((parts) => parts.map((p) => (p.kind === 'variable' ? '{}' : literalText(p.text))).join('')).join('/');
}

function segment(parts: readonly PathPart[], names: VariableNames): string {
  const [only] = parts;
  if (parts.length === 1 && only?.kind === 'variable') return `:${names.variable(only.name)}`;
  return parts.map((part) => (part.kind === 'variable' ? `:${names.variable(part.name)}([^/]+?)` : literal(part.text, names))).join('');
}

function literal(text: string, names: VariableNames): string {
  const decoded = literalText(text);
  if (!decoded.includes('*')) return decoded.replace(/:/g, '::');
  return `:${names.literal()}(${decoded.replace(/[^A-Za-z0-9]/g, escapeUnit)})`;
}

/** The router compares decoded paths: a template's `%20` is a space to it. */
function literalText(text: string): string {
  try {
    return decodeURI(text);
  } catch {
    return text;
  }
}

function escapeUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** @fastify/swagger reads `:` and `*` of what it is told as the router's syntax. */
function documentedPath(path: PathTemplate): string {
  const query = path.query ? `?${new URLSearchParams(path.query.map(({ name, value }): [string, string] => [name, value])).toString()}` : '';
  return (path.text + query).replace(/:/g, '::');
}

/** Names of the variables of one route, each used once. */
class VariableNames {
  synthesized = false;
  private readonly taken = new Set<string>();

  variable(name: string): string {
    if (/^[A-Za-z]\w*$/.test(name) && !this.taken.has(name)) return this.take(name);
    return this.synthesize('p');
  }

  literal(): string {
    return this.synthesize('l');
  }

  private synthesize(prefix: string): string {
    this.synthesized = true;
    for (let i = 0; ; i++) if (!this.taken.has(`${prefix}${i}`)) return this.take(`${prefix}${i}`);
  }

  private take(name: string): string {
    this.taken.add(name);
    return name;
  }
}
