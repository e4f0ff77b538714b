import type ts from 'typescript';
import { flatten, pathArguments } from '../http/handlers';
import { MountHost, RouterBase } from '../http/router-base';
import { METHODS } from '../http/routes';
import { callBack } from '../interpret/call';
import { getProperty } from '../interpret/get-property';
import { hosted, native, object, UNDEFINED, unknown } from '../values/make';
import type { Value } from '../values/value';

const VERBS = new Set<string>([...METHODS, 'del', 'all']);

/** A Koa application (`use`) or a router of koa-router and @koa/router. */
export class KoaHost extends RouterBase {
  readonly what = 'koa';
  readonly framework = 'koa';
  private readonly own = new Map<string, Value>();

  /** Options of the constructor: `new Router({prefix: '/api'})`. */
  configure(options: Value | undefined, at: ts.Node): this {
    if (options?.kind === 'object') {
      const prefix = getProperty(this.recorder.machine, options, 'prefix', at);
      if (prefix.kind !== 'const' || prefix.value !== undefined) this.prefix = prefix;
    }
    return this;
  }

  get(key: string | undefined, at: ts.Node): Value | undefined {
    if (key === undefined) return unknown(at);
    const own = this.own.get(key);
    if (own !== undefined) return own;
    if (key === 'context') this.own.set(key, object());
    if (['routes', 'use', 'middleware', 'allowedMethods'].includes(key) || VERBS.has(key)) return native(key, (args, where) => this.callMethod(key, args, where) ?? unknown(where));
    return this.own.get(key) ?? unknown(at);
  }

  set(key: string | undefined, value: Value): void {
    if (key !== undefined) this.own.set(key, value);
  }

  callMethod(name: string | undefined, args: readonly Value[], at: ts.Node): Value | undefined {
    if (name === undefined) {
      if (args.length > 1 && pathArguments(args[0]) !== undefined) this.recorder.report('BACKEND_RECOVER_METHOD_DYNAMIC', 'The method of this route is computed', at, 'Declare the route with router.get, router.post and so on, or describe it in an @openapi comment.');
      return hosted(this);
    }
    if (this.own.has(name)) return undefined;
    if (VERBS.has(name) && !this.isApp) return this.route([name === 'all' ? '*' : name === 'del' ? 'delete' : name], args, at);
    switch (name) {
      case 'use': return this.use(args, at);
      case 'routes': case 'middleware': return hosted(new MountHost(this));
      case 'allowedMethods': return native('allowedMethods', () => UNDEFINED);
      case 'prefix': this.prefix = args[0]; return hosted(this);
      case 'param':
        if (args[0]?.kind === 'const' && args[1]) this.entries.push({ kind: 'param', name: String(args[0].value), handler: args[1], node: at });
        return hosted(this);
      case 'register': {
        const methods = args[1]?.kind === 'array' ? args[1].items.flatMap((m) => (m.kind === 'const' ? [String(m.value)] : [])) : [];
        return this.route(methods, [args[0] ?? UNDEFINED, ...args.slice(2)], at);
      }
      default:
        callBack(this.recorder.machine, args, at);
        return name === 'listen' || name === 'callback' ? unknown(at) : hosted(this);
    }
  }

  /** `router.get([name,] path, ...middleware)`. */
  private route(methods: readonly string[], args: readonly Value[], at: ts.Node): Value {
    const named = args.length > 2 && pathArguments(args[0]) !== undefined && pathArguments(args[1]) !== undefined;
    const given = named ? args.slice(1) : args;
    const paths = pathArguments(given[0]);
    const handlers = flatten(paths === undefined && given[0]?.kind === 'function' ? given : given.slice(1));
    for (const path of paths ?? [given[0]?.kind === 'function' ? UNDEFINED : (given[0] ?? UNDEFINED)]) this.entries.push({ kind: 'route', methods, path, handlers, node: at });
    return hosted(this);
  }

  private use(args: readonly Value[], at: ts.Node): Value {
    const paths = this.isApp ? undefined : pathArguments(args[0]);
    const handlers = flatten(paths === undefined ? args : args.slice(1));
    for (const path of paths ?? [undefined]) this.entries.push({ kind: 'use', path, handlers, node: at });
    return hosted(this);
  }
}
