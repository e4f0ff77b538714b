import { STATUS_CODES } from 'node:http';

const plain = (text: string): string => text.replace(/[^a-z]/gi, '').toLowerCase();

/** `notfound` → 404: the reason phrases, and the names that classes of errors go by. */
export const STATUS_OF_NAME: Readonly<Record<string, number>> = {
  ...Object.fromEntries(Object.entries(STATUS_CODES).map(([code, phrase]) => [plain(phrase!), Number(code)]).filter(([, code]) => Number(code) >= 400)),
  authentication: 401, unauthenticated: 401, authorization: 403, unprocessable: 422, badimplementation: 500, badrequest: 400,
  internal: 500, entitynotfound: 404, resourcenotfound: 404, illegal: 451, teapot: 418, entitytoolarge: 413, baddata: 422, clienttimeout: 408,
  serverunavailable: 503, preconditionrequired: 428, resourcegone: 410, rangenotsatisfiable: 416, uritoolong: 414, duplicate: 409,
};

/** `CREATED` (http-status, http-status-codes, Nest's HttpStatus) → 201. */
export const STATUS_CONSTANTS: Readonly<Record<string, number>> = Object.fromEntries([
  ...Object.entries(STATUS_CODES).map(([code, phrase]): [string, number] => [phrase!.toUpperCase().replace(/'/g, '').replace(/[^A-Z0-9]+/g, '_').replace(/^_|_$/g, ''), Number(code)]),
  ['NON_AUTHORITATIVE_INFORMATION', 203], ['UNPROCESSABLE_ENTITY', 422], ['PAYLOAD_TOO_LARGE', 413], ['REQUEST_TOO_LONG', 413], ['IM_A_TEAPOT', 418], ['I_AM_A_TEAPOT', 418],
  ['INTERNAL_SERVER_ERROR', 500], ['METHOD_NOT_ALLOWED', 405], ['TOO_MANY_REQUESTS', 429], ['MOVED_TEMPORARILY', 302],
]);

export function reasonPhrase(status: number | string): string {
  return STATUS_CODES[Number(status)] ?? '';
}
