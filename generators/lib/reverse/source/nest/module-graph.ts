import ts from 'typescript';
import type { Recorder } from '../http/recorder';
import { flatten } from '../http/handlers';
import { callValue } from '../interpret/call';
import { getProperty } from '../interpret/get-property';
import { externalPath } from '../values/inspect';
import { hosted } from '../values/make';
import type { ClassValue, Value } from '../values/value';
import { plainText } from '../schemas/chain';
import { propertyOf } from '../schemas/object-entries';
import { ConsumerHost, type MiddlewareRule } from './consumer-host';
import { decorationsOf, find } from './decorators';
import type { Injector } from './injector';

/** Everything a root module brings along. */
export class ModuleGraph {
  readonly controllers = new Map<ts.Node, { cls: ClassValue; module: ClassValue }>();
  readonly guards: Value[] = [];
  readonly middleware: MiddlewareRule[] = [];
  /** RouterModule: what stands before the paths of a module's controllers. */
  readonly paths = new Map<ts.Node, string>();
  /** An import could not be followed, so that there may be more. */
  complete = true;
  private readonly seen = new Set<ts.Node>();

  constructor(private readonly recorder: Recorder, private readonly injector: Injector) {}

  add(module: Value | undefined): void {
    if (module === undefined) return;
    if (module.kind === 'union') return module.members.forEach((member) => this.add(member));
    if (module.kind === 'function') return this.add(callValue(this.recorder.machine, module, [], module.node));
    if (module.kind === 'object') return this.dynamic(module);
    if (module.kind === 'external') return this.external(module);
    if (module.kind === 'unknown') this.complete = false;
    if (module.kind !== 'class' || this.seen.has(module.node)) return;
    this.seen.add(module.node);
    const options = find(decorationsOf(this.recorder, module.node), 'Module')?.args[0];
    this.parts(module, options);
    this.configure(module);
  }

  /** `X.forRoot()`: a class with more than its decorator says. */
  private dynamic(module: Value): void {
    const cls = propertyOf(module, 'module');
    this.add(cls);
    if (cls?.kind === 'class') this.parts(cls, module);
  }

  private parts(cls: ClassValue, options: Value | undefined): void {
    // Providers first: controllers are made with them.
    for (const provider of list(options, 'providers')) this.provide(provider);
    for (const controller of list(options, 'controllers')) if (controller.kind === 'class') this.controllers.set(controller.node, { cls: controller, module: cls });
    for (const imported of list(options, 'imports')) this.add(imported);
  }

  private provide(provider: Value): void {
    if (provider.kind !== 'object') return;
    const token = propertyOf(provider, 'provide');
    const value = propertyOf(provider, 'useClass') ?? propertyOf(provider, 'useValue') ?? propertyOf(provider, 'useExisting');
    if (token === undefined || value === undefined) return;
    if (token.kind === 'external' && externalPath(token).at(-1) === 'APP_GUARD') this.guards.push(value);
    else if (token.kind === 'class') this.injector.providers.set(token.node, value);
    else if (token.kind === 'const') this.injector.providers.set(token.value, value);
  }

  private external(module: Value & { kind: 'external' }): void {
    const name = externalPath(module).slice(-2).join('.');
    if (name === 'RouterModule.register' || name === 'RouterModule.forRoutes') this.routes(module.args?.[0], '');
    else if (name.endsWith('forwardRef')) for (const arg of module.args ?? []) this.add(arg);
  }

  private routes(tree: Value | undefined, prefix: string): void {
    for (const one of tree?.kind === 'array' ? tree.items : []) {
      const path = `${prefix}/${plainText(propertyOf(one, 'path')) ?? ''}`;
      const module = propertyOf(one, 'module');
      if (module?.kind === 'class') this.paths.set(module.node, path);
      if (one.kind === 'class') this.paths.set(one.node, prefix);
      this.routes(propertyOf(one, 'children'), path);
    }
  }

  private configure(module: ClassValue): void {
    if (!module.node.members.some((member) => member.name !== undefined && ts.isIdentifier(member.name) && member.name.text === 'configure')) return;
    const { machine } = this.recorder;
    const consumer = new ConsumerHost(this.middleware);
    callValue(machine, getProperty(machine, this.injector.instance(module), 'configure', module.node), [hosted(consumer)], module.node);
  }
}

function list(options: Value | undefined, key: string): Value[] {
  const value = propertyOf(options, key);
  return value === undefined ? [] : flatten(value.kind === 'union' ? value.members : [value]);
}

