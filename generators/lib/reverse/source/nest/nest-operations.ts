import ts from 'typescript';
import type { Operation } from '../assemble/api-document';
import { buildOperation } from '../assemble/build-operation';
import { RequestHost } from '../express/request-host';
import { ResponseHost } from '../express/response-host';
import { Exchange } from '../http/exchange';
import type { Recorder } from '../http/recorder';
import { callValue } from '../interpret/call';
import { classMember, getProperty } from '../interpret/get-property';
import { loadModule } from '../interpret/module-record';
import { deduceAuth } from '../security/deduce-auth';
import { hosted, native, NEVER, UNDEFINED } from '../values/make';
import type { ClassValue, Value } from '../values/value';
import { runReply } from './answers';
import { NestHost } from './app-host';
import { appliesTo } from './consumer-host';
import { controllerRoutes, type NestRoute } from './controller-routes';
import { decorationsOf, type Decoration } from './decorators';
import { ExecutionContextHost } from './execution-context';
import { Metadata, runGuard } from './guards';
import { handlerArguments, type Actors } from './handler-arguments';
import { Injector } from './injector';
import { interceptorFiles } from './interceptors';
import { ModuleGraph } from './module-graph';
import { declareSwagger } from './swagger';

const STEPS_OF_ONE = 400_000;

/** The operations of Nest's controllers: those of the modules of each application, or all where no application is made. */
export function nestOperations(recorder: Recorder): Operation[] {
  const controllers = controllersOf(recorder);
  if (controllers.length === 0) return [];
  const apps = recorder.roots.filter((root): root is NestHost => root instanceof NestHost);
  const reached = new Set<ts.Node>();
  const operations = apps.flatMap((app) => {
    const injector = new Injector(recorder);
    const graph = new ModuleGraph(recorder, injector);
    graph.add(app.root);
    const found = graph.controllers.size === 0 && !graph.complete ? new Map(controllers.map((cls) => [cls.node, { cls, module: cls }])) : graph.controllers;
    for (const node of found.keys()) reached.add(node);
    return [...found.values()].flatMap(({ cls, module }) => controllerRoutes(recorder, cls, app, graph.paths.get(module.node) ?? '').map((route) => operationOf(recorder, route, injector, graph, app)));
  });
  const left = controllers.filter((cls) => !reached.has(cls.node));
  if (apps.length > 0) {
    for (const cls of left) recorder.report('BACKEND_RECOVER_UNMOUNTED', `The controller ${cls.node.name?.text ?? ''} is in no module of the application`, cls.node, 'Its routes are left out; name it in the controllers of a module, or remove it.');
    return operations;
  }
  const injector = new Injector(recorder);
  const graph = new ModuleGraph(recorder, injector);
  return left.flatMap((cls) => controllerRoutes(recorder, cls, undefined, '').map((route) => operationOf(recorder, { ...route, path: { ...route.path, certain: false } }, injector, graph, undefined)));
}

/** Every class with @Controller, in the order of files. */
function controllersOf(recorder: Recorder): ClassValue[] {
  return recorder.program.files.flatMap((file) => {
    const source = recorder.program.sourceFile(file);
    return (source?.statements ?? []).flatMap((statement): ClassValue[] => {
      if (!ts.isClassDeclaration(statement) || !decorationsOf(recorder, statement).some((one) => one.name === 'Controller')) return [];
      const value = loadModule(recorder.machine, file).scope.get(statement.name?.text ?? 'default');
      return value?.kind === 'class' ? [value] : [];
    });
  });
}

function operationOf(recorder: Recorder, route: NestRoute, injector: Injector, graph: ModuleGraph, app: NestHost | undefined): Operation {
  const exchange = new Exchange();
  const actors = actorsOf(exchange);
  const all = [...route.onClass, ...route.onMethod];
  recorder.metadata = metadataOf(all);
  const guards = [...(app?.guards ?? []), ...graph.guards, ...all.filter((one) => one.name === 'UseGuards').flatMap((one) => one.args)];
  recorder.machine.within(STEPS_OF_ONE, () => {
    for (const rule of graph.middleware) if (appliesTo(rule, { path: route.plainPath, method: route.method, controller: route.cls.node })) runMiddleware(recorder, injector, rule.middleware, exchange, actors);
    for (const guard of new Set(guards)) runGuard(recorder, injector, guard, exchange, actors);
  });
  interceptorFiles(all, exchange);
  const declared = declareSwagger(recorder, all, exchange);
  const { exhausted } = recorder.machine.within(STEPS_OF_ONE, () => recorder.during(exchange, () => runHandler(recorder, route, injector, exchange, actors, all)));
  if (exhausted) recorder.report('BACKEND_RECOVER_LIMIT', 'This handler does more than is followed', route.node, 'What it does at the end may be missing; say it with decorators of @nestjs/swagger.');
  recorder.metadata = undefined;
  const name = ts.isIdentifier(route.node.name) ? route.node.name.text : undefined;
  return buildOperation(recorder, { method: route.method, path: route.path, node: route.node, handler: route.node, ...(name && { handlerName: name }) }, exchange, declared);
}

function actorsOf(exchange: Exchange): Actors {
  const request = hosted(new RequestHost(exchange));
  const response = hosted(new ResponseHost(exchange));
  return { request, response, context: hosted(new ExecutionContextHost(request, response)) };
}

function metadataOf(decorations: readonly Decoration[]): Metadata {
  const metadata = new Metadata();
  for (const { name, args, value } of decorations) {
    if (name === 'SetMetadata' && args[0]?.kind === 'const') metadata.values.set(args[0].value, args[1] ?? UNDEFINED);
    else if (value.target !== undefined) metadata.values.set(name, args[0] ?? { kind: 'const', value: true });
  }
  return metadata;
}

function runMiddleware(recorder: Recorder, injector: Injector, middleware: readonly Value[], exchange: Exchange, actors: Actors): void {
  for (const one of middleware) {
    const use = one.kind === 'class' ? getProperty(recorder.machine, injector.instance(one), 'use', one.node) : one;
    if (use.kind !== 'function') continue;
    const next = native('next', () => UNDEFINED);
    deduceAuth(exchange, false, use.node, () => recorder.during(exchange, () => callValue(recorder.machine, use, [actors.request, actors.response, next], use.node)));
  }
}

function runHandler(recorder: Recorder, route: NestRoute, injector: Injector, exchange: Exchange, actors: Actors, decorations: readonly Decoration[]): void {
  const self = injector.instance(route.cls);
  exchange.handling = true;
  const args = handlerArguments(recorder, route.node, exchange, actors);
  const name = ts.isIdentifier(route.node.name) ? route.node.name.text : '';
  const method = classMember(recorder.machine, route.cls, name, self);
  const result = method === undefined ? UNDEFINED : callValue(recorder.machine, method, args, route.node, self);
  if (result === NEVER) return;
  const passes = route.node.parameters.some((parameter) => decorationsOf(recorder, parameter).some((one) => /^(Res|Response)$/.test(one.name) && !one.args.some((arg) => arg.kind === 'object')));
  if (!passes || exchange.replies.every((reply) => reply.thrown)) runReply(recorder, route, result, exchange, decorations);
}
