import type { OperationModule, Validate } from '../../../validation/runtime/types';
import type { LazyOperation } from '../setup';

/** A loader as the generated `validators.ts` has it. */
export function lazyOf(module: Partial<OperationModule>): LazyOperation {
  const whole: OperationModule = { parameters: null, body: null, responses: null, ...module };
  const lazy: LazyOperation = {
    current: undefined,
    load: () => Promise.resolve((lazy.current = whole)),
  };
  return lazy;
}

/** `{ name: string }`, nothing else. */
export const validateNamed: Validate = (value, faults) => {
  const fail = (instancePath: string, keyword: string, message: string, params: Record<string, unknown>): boolean => {
    faults?.push({ instancePath, keyword, message, params });
    return false;
  };
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return fail('', 'type', 'must be object', { type: 'object' });
  if (!('name' in value)) return fail('', 'required', 'must have required property "name"', { missingProperty: 'name' });
  return typeof value.name === 'string' || fail('/name', 'type', 'must be string', { type: 'string' });
};

export const jsonBody: OperationModule['body'] = {
  required: true,
  content: [{ mediaType: 'application/json', kind: 'json', validate: validateNamed, prototypeKeys: false }],
};

/** `/users/{id}?limit=` with a header `x-count`. */
export const parameters: OperationModule['parameters'] = (raw, faults) => {
  const integer = (text: string | undefined, name: string, place: 'path' | 'query' | 'header'): number | undefined => {
    if (text === undefined) return undefined;
    if (/^\d+$/.test(text)) return Number(text);
    faults.push({ instancePath: `/${name}`, keyword: 'type', message: 'must be integer', params: { type: 'integer' }, in: place });
    return undefined;
  };
  const id = integer(raw.path.split('/').at(-1), 'id', 'path');
  const limit = integer(new URLSearchParams(raw.query).get('limit') ?? undefined, 'limit', 'query');
  const count = integer(raw.headers['x-count'] as string | undefined, 'x-count', 'header');
  return { path: { id }, query: limit === undefined ? {} : { limit }, headers: count === undefined ? {} : { 'x-count': count }, cookies: {} };
};
