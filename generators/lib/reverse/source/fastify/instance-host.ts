import type ts from 'typescript';
import { flatten, pathArguments } from '../http/handlers';
import type { Recorder } from '../http/recorder';
import type { RouteRoot } from '../http/route-root';
import { METHODS } from '../http/routes';
import { callBack, callValue } from '../interpret/call';
import { getProperty } from '../interpret/get-property';
import { knownString } from '../values/inspect';
import { array, constant, externalModule, hosted, native, typed, UNDEFINED, unknown } from '../values/make';
import type { Host, Value } from '../values/value';
import { plainList } from '../schemas/chain';
import { propertyOf } from '../schemas/object-entries';
import { registerPlugin } from './register';

const VERBS = new Set<string>([...METHODS, 'all']);

export interface FastifyRoute { readonly methods: readonly string[]; readonly url: Value; readonly options: Value | undefined; readonly handler: Value | undefined; readonly node: ts.Node; readonly instance: FastifyHost }
/** What stands before the paths of an instance; undefined where a part of it is computed. */
export interface Prefix { readonly text: string; readonly certain: boolean }

/** A Fastify instance. Plugins get one of their own, which sees what its parent has. */
export class FastifyHost implements Host, RouteRoot {
  readonly what = 'fastify';
  readonly framework = 'fastify';
  readonly routes: FastifyRoute[] = [];
  readonly hooks: { readonly name: string; readonly fn: Value }[] = [];
  readonly schemas: Value[];
  readonly decorators = new Map<string, Value>();
  readonly onRequest = new Map<string, Value>();
  readonly onReply = new Map<string, Value>();
  private readonly waiting: { plugin: Value; options: Value | undefined; node: ts.Node }[] = [];
  mounted = false;

  constructor(readonly recorder: Recorder, readonly node: ts.Node, readonly parent?: FastifyHost, readonly prefix: Prefix | undefined = { text: '', certain: true }) {
    this.schemas = parent?.schemas ?? [];
    recorder.fastify.push(this);
    if (parent === undefined) recorder.roots.push(this);
  }

  get isApp(): boolean {
    return this.parent === undefined;
  }

  get(key: string | undefined, at: ts.Node): Value | undefined {
    if (key === undefined) return unknown(at);
    if (key === 'prefix') return this.prefix === undefined ? typed('string') : constant(this.prefix.text);
    const own = this.decorator(key);
    if (own !== undefined) return own;
    if (key === 'httpErrors') return { kind: 'external', op: 'get', module: 'http-errors', target: externalModule('http-errors'), key: 'httpErrors' };
    if (key === 'jwt') return externalModule('@fastify/jwt');
    if (METHOD_NAMES.has(key)) return native(key, (args, where) => this.callMethod(key, args, where) ?? unknown(where));
    return unknown(at);
  }

  set(key: string | undefined, value: Value): void {
    if (key !== undefined) this.decorators.set(key, value);
  }

  decorator(key: string): Value | undefined {
    return this.decorators.get(key) ?? this.parent?.decorator(key);
  }

  callMethod(name: string | undefined, args: readonly Value[], at: ts.Node): Value | undefined {
    if (name !== undefined && this.decorators.has(name)) return undefined;
    const m = this.recorder.machine;
    const [first = UNDEFINED, second = UNDEFINED] = args;
    if (name !== undefined && VERBS.has(name)) return this.shorthand(name, args, at);
    switch (name) {
      case undefined:
        if (args.length > 1 && pathArguments(first) !== undefined) this.recorder.report('BACKEND_RECOVER_METHOD_DYNAMIC', 'The method of this route is computed', at, 'Declare the route with a constant method.');
        return hosted(this);
      case 'route': this.addRoute(first, at); return hosted(this);
      case 'register': case 'use': if (name === 'register') this.waiting.push({ plugin: first, options: args[1], node: at }); return hosted(this);
      case 'decorate': this.remember(this.decorators, first, second, at); return hosted(this);
      case 'decorateRequest': this.remember(this.top.onRequest, first, second, at); return hosted(this);
      case 'decorateReply': this.remember(this.top.onReply, first, second, at); return hosted(this);
      case 'addHook': if (first.kind === 'const') this.hooks.push({ name: String(first.value), fn: second }); return hosted(this);
      case 'addSchema': this.schemas.push(first); return hosted(this);
      case 'withTypeProvider': case 'setErrorHandler': case 'setNotFoundHandler': case 'addContentTypeParser': case 'setValidatorCompiler': case 'setSerializerCompiler': return hosted(this);
      case 'auth': return { kind: 'external', op: 'call', module: '@fastify/auth', target: externalModule('@fastify/auth'), args, node: at };
      case 'after': case 'ready': case 'listen': case 'close':
        this.settle();
        callBack(m, args, at);
        return hosted(this);
      default: return this.decorator(name) === undefined ? undefined : callValue(m, this.decorator(name)!, args, at, hosted(this));
    }
  }

  /** Runs the plugins that were registered; Fastify does so when the current one is through, or is waited for. */
  settle(): void {
    for (let next = this.waiting.shift(); next !== undefined; next = this.waiting.shift()) registerPlugin(this, next.plugin, next.options, next.node);
  }

  get top(): FastifyHost {
    return this.parent?.top ?? this;
  }

  private remember(into: Map<string, Value>, name: Value, value: Value, at: ts.Node): void {
    const getter = propertyOf(value, 'getter');
    if (name.kind === 'const') into.set(String(name.value), getter === undefined ? value : callValue(this.recorder.machine, getter, [], at, hosted(this)));
  }

  private shorthand(name: string, args: readonly Value[], at: ts.Node): Value {
    const options = args.length > 2 || args[1]?.kind === 'object' || args[1]?.kind === 'unknown' ? args[1] : undefined;
    const handler = args.length > 2 ? args[2] : options === undefined ? args[1] : propertyOf(options, 'handler');
    const routes = flatten([args[0] ?? UNDEFINED]);
    for (const url of routes) this.routes.push({ methods: [name === 'all' ? '*' : name], url, options, handler, node: at, instance: this });
    return hosted(this);
  }

  private addRoute(options: Value, at: ts.Node): void {
    const m = this.recorder.machine;
    const method = getProperty(m, options, 'method', at);
    const methods = plainList([method.kind === 'array' ? method : array([method])]).map((one) => String(one).toLowerCase());
    const url = getProperty(m, options, 'url', at);
    const path = url.kind === 'const' && url.value === undefined ? getProperty(m, options, 'path', at) : url;
    if (methods.length === 0) this.recorder.report('BACKEND_RECOVER_METHOD_DYNAMIC', 'The method of this route is computed', at, 'Declare the route with a constant method.');
    this.routes.push({ methods, url: path, options, handler: getProperty(m, options, 'handler', at), node: at, instance: this });
  }
}

const METHOD_NAMES = new Set([...VERBS, 'route', 'register', 'decorate', 'decorateRequest', 'decorateReply', 'addHook', 'addSchema', 'auth', 'after', 'ready', 'listen', 'withTypeProvider']);

/** A prefix below another one; undefined where it is computed. */
export function prefixBelow(above: Prefix | undefined, own: Value | undefined): Prefix | undefined {
  if (own === undefined || (own.kind === 'const' && own.value == null)) return above;
  const known = knownString(own);
  if (above !== undefined && known === undefined && above.text === '' && own.kind === 'typed' && own.suffix !== undefined) return { text: own.suffix, certain: false };
  if (above !== undefined && known === undefined && above.text === '' && own.kind === 'unknown') return { text: '', certain: false };
  if (above === undefined || known === undefined) return undefined;
  return { text: above.text + (known.value.startsWith('/') || known.value === '' ? known.value : `/${known.value}`), certain: above.certain && known.certain };
}
