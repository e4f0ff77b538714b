import type { Operation, SchemaLocation } from '../../../../generators/lib/model';
import { serializeRequest } from '../../../../generators/lib/examples/serialize-request';
import type { Fault } from '../../../../generators/lib/validation/runtime/types';
import type { StepValues } from '../spec/build-step';
import type { Spec } from '../spec/open-spec';
import type { ProbeRequest } from '../probe/send';

/** A request before it has a server. */
export type AttackRequest = Omit<ProbeRequest, 'url'> & { readonly target: string };

/** An operation with a request that is right. */
export interface AttackSubject {
  readonly operation: Operation;
  readonly spec: Spec;
  readonly values: StepValues;
  readonly good: AttackRequest;
  /** Names of headers, and of pairs in the query, that carry credentials. */
  readonly credentials: { readonly headers: readonly string[]; readonly query: readonly string[]; readonly required: boolean };
  /** Of the right request, and those that it could have. */
  readonly parameters: StepValues['parameters'];
  /** The right request with another value of one parameter. */
  withParameter(one: StepValues['parameters'][number], value: unknown): AttackRequest;
  /** The right request with other values. */
  with(values: StepValues): AttackRequest;
  /** Whether a schema refuses a value for certain. */
  refuses(schema: SchemaLocation | undefined, value: unknown): boolean;
}

/**
 * @param optional parameters that the right request does not have
 * @param good the request as it is really sent: with credentials, and ids of replies before it
 */
export function attackSubject(operation: Operation, spec: Spec, values: StepValues, optional: StepValues['parameters'], good: AttackRequest, credentials: AttackSubject['credentials']): AttackSubject {
  const written = serialized(operation, values);
  // What was added to the written request (a base path, credentials, own headers) is added to others too.
  const pathOf = (target: string): string => target.split('?')[0]!;
  const base = pathOf(good.target).slice(0, Math.max(0, pathOf(good.target).length - pathOf(written.target).length));
  const added = credentials.query.flatMap((name) => good.target.split(/[?&]/).filter((pair) => pair.startsWith(`${name}=`)));
  const ownHeaders = Object.fromEntries(Object.entries(good.headers).filter(([name]) => !(name in written.headers)));
  const write = (changed: StepValues): AttackRequest => {
    const { method, target, headers, body } = serialized(operation, changed);
    const pairs = added.filter((pair) => !target.includes(pair));
    return {
      method, target: base + target + (pairs.length === 0 ? '' : `${target.includes('?') ? '&' : '?'}${pairs.join('&')}`),
      headers: { ...ownHeaders, ...headers, ...(credentials.headers.includes('cookie') && good.headers['cookie'] !== undefined && { cookie: good.headers['cookie'] }) },
      ...(body !== undefined && { body }),
    };
  };
  return {
    operation, spec, values, good, credentials, parameters: [...values.parameters, ...optional], with: write,
    withParameter(one, value) {
      const others = values.parameters.filter((other) => other.parameter !== one.parameter);
      return write({ ...values, parameters: [...others, { ...one, value }] });
    },
    refuses: (schema, value) => schema !== undefined && refused(spec, schema, value),
  };
}

function serialized(operation: Operation, { parameters, body }: StepValues): ReturnType<typeof serializeRequest> {
  return serializeRequest(operation, { parameters, ...(body && { body: { mediaType: body.content, value: body.value } }) });
}

function refused({ compiler }: Spec, schema: SchemaLocation, value: unknown): boolean {
  try {
    const faults: Fault[] = [];
    return !compiler.evaluate(schema, 'request')(structuredClone(value), faults);
  } catch {
    return false; // nested deeper than the stack is
  }
}
