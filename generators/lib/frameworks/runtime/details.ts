import type { Fault, ParameterFault } from '../../validation/runtime/types';
import type { Detail } from './failure';

// A list of 100,000 wrong items must not become a reply of 100,000 details.
const MOST = 100;

/** Faults of a body as the client reads them. */
export function bodyDetails(faults: readonly Fault[]): Detail[] {
  return faults.slice(0, MOST).map((fault) => ({ field: fieldOf(fault), message: fault.message, in: 'body' }));
}

/** Faults of parameters as the client reads them; a field starts with the parameter's name. */
export function parameterDetails(faults: readonly ParameterFault[]): Detail[] {
  return faults.slice(0, MOST).map((fault) => ({ field: fieldOf(fault), message: fault.message, in: fault.in }));
}

/** `/items/0` without its `name` is about the field `items.0.name`. */
function fieldOf({ instancePath, params }: Fault): string {
  const path = instancePath.startsWith('/') ? instancePath.slice(1) : instancePath;
  const tokens = path === '' ? [] : path.split('/').map((token) => token.replace(/~1/g, '/').replace(/~0/g, '~'));
  const named = params?.['missingProperty'] ?? params?.['additionalProperty'] ?? params?.['unevaluatedProperty'];
  if (typeof named === 'string') tokens.push(named);
  return tokens.join('.');
}
