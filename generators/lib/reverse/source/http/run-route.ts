import ts from 'typescript';
import { RequestHost } from '../express/request-host';
import { ResponseHost } from '../express/response-host';
import { FastifyHost } from '../fastify/instance-host';
import { FastifyReplyHost, FastifyRequestHost } from '../fastify/request-host';
import { callValue } from '../interpret/call';
import { ContextHost } from '../koa/context-host';
import { middleware } from '../packages/middleware';
import { deduceAuth } from '../security/deduce-auth';
import type { AuthFinding } from '../security/auth-finding';
import { wrappedFunctions } from '../values/inspect';
import { hosted, native, NEVER, UNDEFINED } from '../values/make';
import type { FunctionValue, Value } from '../values/value';
import { Exchange } from './exchange';
import { claimCallTypes, claimHandlerTypes } from './handler-types';
import { flatten } from './handlers';
import type { Recorder } from './recorder';
import type { ServedRoute } from './routes';

const STEPS_OF_ONE = 400_000;

interface Actors { readonly args: readonly Value[]; readonly errorFirst: number; answer(value: Value, node: ts.Node): void; finish(): void }

/** Sends one request through the functions of a route and gives back everything they do with it. */
export function runRoute(recorder: Recorder, route: ServedRoute): Exchange {
  const exchange = new Exchange();
  const actors = actorsOf(recorder, route, exchange);
  claimCallTypes(recorder, route.node, exchange, route.framework);
  for (const value of new Set(route.inherited)) for (const one of flatten([value])) exchange.auth.push(...inheritedAuth(recorder, one, route));
  const own = flatten(route.own);
  for (const [name, handler] of route.params) if (route.path.template.includes(`{${name}}`)) runParam(recorder, route, handler, name, exchange, actors);
  own.forEach((value, index) => recorder.during(exchange, () => runOne(recorder, value, index === own.length - 1, exchange, actors, route)));
  actors.finish();
  return exchange;
}

const findings = new WeakMap<Recorder, Map<Value, AuthFinding[]>>();

/** What a function that many routes share says of security; what it reads is not theirs. */
function inheritedAuth(recorder: Recorder, value: Value, route: ServedRoute): AuthFinding[] {
  const known = findings.get(recorder) ?? new Map<Value, AuthFinding[]>();
  findings.set(recorder, known);
  const before = known.get(value);
  if (before !== undefined) return before;
  const apart = new Exchange();
  known.set(value, apart.auth);
  const actors = actorsOf(recorder, route, apart);
  recorder.during(apart, () => runOne(recorder, value, false, apart, actors, route));
  actors.finish();
  return apart.auth;
}

function runOne(recorder: Recorder, value: Value, isHandler: boolean, exchange: Exchange, actors: Actors, route: ServedRoute): void {
  if (value.kind === 'union') {
    for (const member of value.members) recorder.machine.branch(() => runOne(recorder, member, isHandler, exchange, actors, route));
    return;
  }
  if (value.kind === 'external') {
    middleware(recorder, value, exchange);
    for (const fn of wrappedFunctions(value)) runFunction(recorder, fn, isHandler, exchange, actors);
    return;
  }
  if (value.kind === 'array') {
    for (const item of value.items) runOne(recorder, item, isHandler, exchange, actors, route);
    return;
  }
  if (value.kind === 'function' || value.kind === 'native') {
    runFunction(recorder, value, isHandler, exchange, actors);
    return;
  }
  if (isHandler && (value.kind === 'unknown' || value.kind === 'const')) {
    recorder.report('BACKEND_RECOVER_HANDLER_UNKNOWN', `The handler of ${route.method.toUpperCase()} ${route.path.template} cannot be looked into`, route.node, 'Describe the operation in an @openapi comment.');
  }
}

function runFunction(recorder: Recorder, fn: FunctionValue | (Value & { kind: 'native' }), isHandler: boolean, exchange: Exchange, actors: Actors): void {
  if (fn.kind === 'function' && fn.node.parameters.length === actors.errorFirst) return;
  const node = fn.kind === 'function' ? fn.node : undefined;
  if (node !== undefined) claimHandlerTypes(recorder, node, exchange);
  deduceAuth(exchange, isHandler, node, () => {
    exchange.handling = isHandler;
    const { value, exhausted } = recorder.machine.within(STEPS_OF_ONE, () => callValue(recorder.machine, fn, actors.args, node ?? EMPTY));
    if (exhausted) recorder.report('BACKEND_RECOVER_LIMIT', 'This function does more than is followed', node, 'What it does at the end may be missing; describe it in an @openapi comment.');
    if (isHandler && node !== undefined && value !== NEVER) actors.answer(value, node);
    // A function that gives a function: a middleware that was passed without being called, `auth` for `auth()`.
    if (value.kind === 'function' && fn.kind === 'function' && node !== undefined && node.parameters.length === 0) recorder.machine.within(STEPS_OF_ONE, () => callValue(recorder.machine, value, actors.args, node));
  });
}

const EMPTY = ts.factory.createIdentifier('native');

function runParam(recorder: Recorder, route: ServedRoute, handler: Value, name: string, exchange: Exchange, actors: Actors): void {
  const part: Value = { kind: 'part', in: 'path', reads: exchange.reads.path.child(name) };
  const args = route.framework === 'koa' ? [part, ...actors.args] : [...actors.args, part];
  recorder.during(exchange, () => recorder.machine.within(STEPS_OF_ONE, () => callValue(recorder.machine, handler, args, route.node)));
}

function actorsOf(recorder: Recorder, route: ServedRoute, exchange: Exchange): Actors {
  const next = native('next', ([error = UNDEFINED], at) => {
    if (!(error.kind === 'const' && error.value == null)) recorder.thrown(error, at);
    return UNDEFINED;
  });
  const app: Value | undefined = route.host === undefined ? undefined : hosted(route.host);
  const nothing = (): void => undefined;
  if (route.framework === 'koa') {
    const context = new ContextHost(exchange, app);
    return { args: [hosted(context), next], errorFirst: -1, answer: nothing, finish: () => context.flush() };
  }
  if (route.framework === 'fastify' && route.host instanceof FastifyHost) {
    const reply = new FastifyReplyHost(exchange, route.host);
    const request = new FastifyRequestHost(exchange, route.host);
    const answer = (value: Value, node: ts.Node): void => {
      const members = (value.kind === 'union' ? value.members : [value]).filter((m) => !(m.kind === 'const' && m.value === undefined) && !(m.kind === 'host' && m.host instanceof FastifyReplyHost));
      if (members.length > 0) reply.answer(members.length === 1 ? members[0] : { kind: 'union', members }, node);
      else if (reply.pending.statuses !== undefined) reply.answer(undefined, node);
    };
    return { args: [hosted(request), hosted(reply), next], errorFirst: -1, answer, finish: nothing };
  }
  return { args: [hosted(new RequestHost(exchange, app)), hosted(new ResponseHost(exchange)), next], errorFirst: 4, answer: nothing, finish: nothing };
}
