import type ts from 'typescript';
import { flatten } from '../http/handlers';
import { externalPath } from '../values/inspect';
import { hosted } from '../values/make';
import type { Host, Value } from '../values/value';
import { plain, plainText } from '../schemas/chain';
import { propertyOf } from '../schemas/object-entries';

/** Middleware with the routes it is for: paths, methods, or whole controllers. */
export interface MiddlewareRule { readonly middleware: readonly Value[]; readonly routes: readonly RouteMatch[]; readonly excluded: readonly RouteMatch[] }
export interface RouteMatch { readonly path?: string; readonly method?: string; readonly controller?: ts.Node }

const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'ALL', 'OPTIONS', 'HEAD'];

/** Nest's MiddlewareConsumer. */
export class ConsumerHost implements Host {
  readonly what = 'middleware consumer';
  private excluded: RouteMatch[] = [];

  constructor(private readonly rules: MiddlewareRule[], private readonly middleware: readonly Value[] = []) {}

  callMethod(name: string | undefined, args: readonly Value[], at: ts.Node): Value | undefined {
    if (name === 'apply') return hosted(new ConsumerHost(this.rules, flatten(args)));
    if (name === 'exclude') this.excluded = flatten(args).map(matchOf);
    if (name === 'forRoutes') {
      this.rules.push({ middleware: this.middleware, routes: flatten(args).map(matchOf), excluded: this.excluded });
      return hosted(new ConsumerHost(this.rules));
    }
    void at;
    return hosted(this);
  }
}

function matchOf(value: Value): RouteMatch {
  if (value.kind === 'class') return { controller: value.node };
  const path = plainText(value) ?? plainText(propertyOf(value, 'path'));
  const method = propertyOf(value, 'method');
  const number = plain(method);
  const name = method?.kind === 'external' ? externalPath(method).at(-1) : typeof number === 'number' ? METHODS[number] : undefined;
  return { ...(path !== undefined && { path: path.replace(/^\//, '') }), ...(name !== undefined && name !== 'ALL' && { method: name.toLowerCase() }) };
}

/** True when a rule is for a route; `path` is without the global prefix. */
export function appliesTo(rule: MiddlewareRule, route: { path: string; method: string; controller: ts.Node }): boolean {
  const matches = (match: RouteMatch): boolean => {
    if (match.controller !== undefined) return match.controller === route.controller;
    if (match.path === undefined || (match.method !== undefined && match.method !== route.method)) return false;
    return pattern(match.path).test(route.path.replace(/^\//, '').replace(/\{[^}]*\}/g, ':'));
  };
  return rule.routes.some(matches) && !rule.excluded.some(matches);
}

function pattern(path: string): RegExp {
  const source = path.split('/').map((segment) => (segment.startsWith(':') ? '[^/]+' : segment.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/\*\w*/g, '.*'))).join('/');
  return new RegExp(`^${source}/?$`);
}
