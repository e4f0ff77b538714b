import type ts from 'typescript';
import { flatten, pathArguments } from '../http/handlers';
import { RouterBase } from '../http/router-base';
import { METHODS, type Entry } from '../http/routes';
import { callBack } from '../interpret/call';
import { array, constant, hosted, native, object, unknown } from '../values/make';
import type { Host, Value } from '../values/value';

const VERBS = new Set<string>([...METHODS, 'del', 'all', 'copy', 'link', 'lock', 'merge', 'mkcol', 'move', 'notify', 'purge', 'report', 'search', 'subscribe', 'unlock', 'unsubscribe']);

/** An Express application or router: it keeps, in order, what it is told. */
export class ExpressHost extends RouterBase {
  readonly what = 'express';
  readonly framework = 'express';
  private readonly own = new Map<string, Value>();

  get(key: string | undefined, at: ts.Node): Value | undefined {
    if (key === undefined) return unknown(at);
    const own = this.own.get(key);
    if (own !== undefined) return own;
    if (key === 'locals') return this.keep('locals', object());
    if (key === 'router') return hosted(this);
    if (VERBS.has(key) || key === 'use' || key === 'route' || key === 'param') return native(key, (args, where) => this.callMethod(key, args, where) ?? unknown(where));
    return unknown(at);
  }

  set(key: string | undefined, value: Value): void {
    if (key !== undefined) this.own.set(key, value);
  }

  callMethod(name: string | undefined, args: readonly Value[], at: ts.Node): Value | undefined {
    if (name === undefined) {
      if (args.length > 1 && pathArguments(args[0]) !== undefined) this.recorder.report('BACKEND_RECOVER_METHOD_DYNAMIC', 'The method of this route is computed', at, 'Declare the route with app.get, app.post and so on, or describe it in an @openapi comment.');
      return hosted(this);
    }
    if (this.own.has(name)) return undefined;
    if (name === 'get' && args.length < 2) return unknown(at);
    if (VERBS.has(name)) return this.route(name, args, at);
    if (name === 'use') return this.use(args, at);
    if (name === 'route') return hosted(new RouteHost(this, pathArguments(args[0]) ?? [unknown(at)]));
    if (name === 'param') {
      const [param, handler] = args;
      for (const one of param?.kind === 'array' ? param.items : param ? [param] : []) if (one.kind === 'const' && handler) this.entries.push({ kind: 'param', name: String(one.value), handler, node: at });
      return hosted(this);
    }
    callBack(this.recorder.machine, args, at);
    return name === 'listen' || name === 'address' ? unknown(at) : hosted(this);
  }

  route(name: string, args: readonly Value[], at: ts.Node, paths = pathArguments(args[0])): Value {
    const methods = name === 'all' ? ['*'] : [name === 'del' ? 'delete' : name];
    const handlers = flatten(paths === undefined ? args : args.slice(1));
    for (const path of paths ?? [args[0] ?? unknown(at)]) this.entries.push({ kind: 'route', methods, path, handlers, node: at });
    return hosted(this);
  }

  add(entry: Entry): void {
    this.entries.push(entry);
  }

  private use(args: readonly Value[], at: ts.Node): Value {
    const paths = pathArguments(args[0]);
    const handlers = flatten(paths === undefined ? args : args.slice(1));
    const dynamic = paths === undefined && args.length > 1 && args[0]?.kind === 'unknown';
    for (const path of paths ?? [dynamic ? args[0]! : constant('/')]) this.entries.push({ kind: 'use', path, handlers: dynamic ? handlers.slice(1) : handlers, node: at });
    return hosted(this);
  }

  private keep(key: string, value: Value): Value {
    this.own.set(key, value);
    return value;
  }
}

/** `router.route('/users')`: methods that share a path. */
class RouteHost implements Host {
  readonly what = 'express route';

  constructor(private readonly router: ExpressHost, private readonly paths: readonly Value[]) {}

  callMethod(name: string | undefined, args: readonly Value[], at: ts.Node): Value | undefined {
    if (name === undefined || !VERBS.has(name)) return hosted(this);
    this.router.route(name, [array([...this.paths]), ...args], at, [...this.paths]);
    return hosted(this);
  }
}
