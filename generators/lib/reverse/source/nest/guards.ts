import ts from 'typescript';
import type { Exchange } from '../http/exchange';
import type { Recorder } from '../http/recorder';
import { callValue } from '../interpret/call';
import { getProperty } from '../interpret/get-property';
import { deduceAuth } from '../security/deduce-auth';
import { externalAuth } from '../security/external-auth';
import { externalPath } from '../values/inspect';
import { constant } from '../values/make';
import type { ClassValue, Value } from '../values/value';
import type { Injector } from './injector';
import type { Actors } from './handler-arguments';

/** Runs a guard on the request of an exchange, and notes what it asks for. */
export function runGuard(recorder: Recorder, injector: Injector, guard: Value, exchange: Exchange, actors: Actors): void {
  if (guard.kind === 'external') {
    const finding = externalAuth(guard);
    if (finding !== undefined) exchange.auth.push(finding);
    return;
  }
  const cls = guard.kind === 'class' ? guard : guard.kind === 'object' ? guard.cls : undefined;
  if (cls === undefined) return;
  const before = exchange.replies.length;
  const known = exchange.auth.length;
  const instance = guard.kind === 'class' ? injector.instance(guard) : guard;
  const run = getProperty(recorder.machine, instance, 'canActivate', cls.node);
  const base = packageBase(cls);
  let passes: Value | undefined;
  if (run.kind === 'function') {
    deduceAuth(exchange, true, cls.node, () => {
      recorder.during(exchange, () => {
        const result = callValue(recorder.machine, run, [actors.context], run.node, instance);
        passes = result;
        // `return false` is Nest's 403.
        if (result.kind !== 'const' || result.value !== true) exchange.reply({ status: base === undefined ? 403 : 401, node: run.node, thrown: true });
      });
    });
  }
  const refusals = exchange.replies.slice(before).filter((reply) => reply.status === 401 || reply.status === 403);
  const open = passes?.kind === 'const' && passes.value === true && refusals.length === 0;
  const unauthorized = refusals.some((reply) => reply.status === 401);
  // A guard that only asks whether somebody is logged in leaves the way to whoever came before it.
  if (!open && base === undefined && run.kind === 'function' && exchange.auth.length === known && (unauthorized || known > 0)) exchange.auth.push({ scheme: undefined, optional: false, node: cls.node });
  if (open) exchange.replies.splice(before);
  else if (base !== undefined) {
    const finding = externalAuth(base);
    if (finding !== undefined) exchange.auth.push({ ...finding, optional: finding.optional || handlesMissing(cls) });
    if (exchange.replies.length === before && !handlesMissing(cls)) exchange.reply({ status: 401, node: cls.node, thrown: true });
  }
}

/** `class JwtAuthGuard extends AuthGuard('jwt')`. */
function packageBase(cls: ClassValue): (Value & { kind: 'external' }) | undefined {
  if (cls.base?.kind === 'class') return packageBase(cls.base);
  return cls.base?.kind === 'external' && externalPath(cls.base).at(-1) === 'AuthGuard' ? cls.base : undefined;
}

/** A `handleRequest` that throws nothing lets those pass who say nothing of themselves. */
function handlesMissing(cls: ClassValue): boolean {
  const handle = cls.node.members.find((member) => member.name !== undefined && ts.isIdentifier(member.name) && member.name.text === 'handleRequest');
  return handle !== undefined && !/\bthrow\b/.test(handle.getText());
}

/** Metadata of a handler and its class, as `SetMetadata` and decorators made of it write it. */
export class Metadata {
  readonly values = new Map<unknown, Value>();

  get(key: Value | undefined): Value {
    if (key?.kind === 'const') return this.values.get(key.value) ?? constant(undefined);
    if (key?.kind === 'external') return this.values.get(externalPath(key).join('.')) ?? constant(undefined);
    return { kind: 'unknown' };
  }
}
