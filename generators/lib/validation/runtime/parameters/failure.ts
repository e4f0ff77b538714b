import type { Fault, ParameterFault, ParameterLocation } from '../types';

/** Why a text could not be decoded at all; what does not fit the schema is left to its validator. */
export class Failure {
  readonly keyword: string;
  readonly message: string;
  constructor(keyword: string, message: string) {
    this.keyword = keyword;
    this.message = message;
  }
}

/** `%zz` */
export const badEncoding = new Failure('percentEncoding', 'must be well-formed percent-encoded UTF-8');
/** `?limit=1&limit=2` for one integer */
export const repeated = new Failure('repeated', 'must not be given more than once');
/** `R,100,G` for an object; `5` for a label, which begins with a dot */
export const badStyle = new Failure('style', 'must be written in the declared style');
/** `/files/x` for `/files/{name}.{ext}` */
export const badPath = new Failure('path', 'must match the path template');
/** `{"a":` for a parameter with JSON content */
export const badJson = new Failure('json', 'must be valid JSON');
/** `{"__proto__":{}}` */
export const prototypeKey = new Failure('prototype', 'must not have a key that would replace a prototype');
/** `a[b][b][b]…` */
export const tooDeep = new Failure('depth', 'must not be nested that deep');

/** Beyond this many nobody reads them, and a hostile query could ask for thousands. */
const ENOUGH = 100;

/** Reports a text that could not be decoded. @param path JSON pointer that starts with the parameter's name */
export function fail(faults: ParameterFault[], failure: Failure, location: ParameterLocation, path: string): void {
  if (faults.length < ENOUGH) {
    faults.push({ in: location, instancePath: path, keyword: failure.keyword, message: failure.message, params: {} });
  }
}

/** Reports a required parameter that the request does not have. */
export function missing(faults: ParameterFault[], location: ParameterLocation, path: string, name: string): void {
  faults.push({ in: location, instancePath: path, keyword: 'required', message: `must have required property '${name}'`, params: {} });
}

/** Gives the faults a validator has just appended their place: those at the end that have none yet. */
export function locate(faults: ParameterFault[], location: ParameterLocation, path: string): void {
  for (let i = faults.length - 1; i >= 0; i--) {
    const fault: Fault & { in?: ParameterLocation } = faults[i]!;
    if (fault.in !== undefined) return;
    fault.in = location;
    fault.instancePath = path + fault.instancePath;
  }
}
