import type { Operation } from '../../../../generators/lib/model';
import type { Problems } from '../options/problems';
import type { Spec } from './open-spec';

/** An operation and its share of the load. */
export interface Weighted {
  readonly operation: Operation;
  readonly weight: number;
}

/**
 * `listUsers=3`, `GET /users/{id}`, several separated by commas or as a list; all alike where nothing is said.
 * @param given the option `operations`
 */
export function selectOperations(spec: Spec, given: string | readonly string[] | undefined, problems: Problems): Weighted[] {
  const { operations } = spec.api;
  if (given === undefined) return operations.map((operation) => ({ operation, weight: 1 }));
  return [given].flat().flatMap((text) => text.split(',')).map((text) => text.trim()).filter(Boolean).flatMap((text) => {
    const [, name = text, number] = /^(.*?)(?:=(\d+(?:\.\d+)?))?$/.exec(text) ?? [];
    const weight = number === undefined ? 1 : Number(number);
    const found = findOperation(spec, name);
    if (found && weight > 0) return [{ operation: found, weight }];
    if (found) problems.invalid(`--operations has ${JSON.stringify(text)}`, 'A weight is more than 0');
    else problems.report('BACKEND_LOAD_OPERATION_UNKNOWN', `--operations has ${JSON.stringify(name)}, which the document does not`, `Pass operationIds, or methods and paths: ${operations.slice(0, 5).map(spec.nameOf).join(', ')}${operations.length > 5 ? ' …' : ''}`);
    return [];
  });
}

/** By its operationId, or `GET /users/{id}`. */
export function findOperation({ api: { operations } }: Spec, name: string): Operation | undefined {
  const [, method, template] = /^([A-Za-z]+)\s+(\/.*)$/.exec(name) ?? [];
  return operations.find(({ operationId }) => operationId === name) ?? operations.find((one) => one.method === method?.toLowerCase() && one.path.text === template);
}
