/** One thing that is wrong with a request, as a client reads it. */
export interface Detail {
  /** Dotted path: `address.city`, `items.0.name`; for parameters it starts with the parameter's name. */
  field: string;
  message: string;
  in: 'path' | 'query' | 'header' | 'cookie' | 'body';
}

/** What is known about an error when its reply is built. */
export interface ErrorFacts {
  status: number;
  /** `VALIDATION_ERROR`, `NOT_FOUND`, … */
  code: string;
  message: string;
  details?: readonly Detail[];
  requestId: string;
}

/** Builds the body of an error reply; a string is sent as it is, anything else as JSON. */
export type ErrorBody = (error: ErrorFacts) => { contentType: string; body: unknown };

/** An error this runtime answers with: its message is written for the client. */
export class Failure extends Error {
  readonly status: number;
  readonly code: string;
  readonly details: readonly Detail[] | undefined;
  readonly headers: Readonly<Record<string, string | string[]>> | undefined;
  readonly expose = true;

  constructor(status: number, code: string, message: string, extra: FailureExtra = {}) {
    super(message);
    this.name = 'Failure';
    this.status = status;
    this.code = code;
    this.details = extra.details;
    this.headers = extra.headers;
  }
}

interface FailureExtra {
  details?: readonly Detail[];
  headers?: Readonly<Record<string, string | string[]>>;
}

export const validationFailure = (details: readonly Detail[], message = 'The request does not match the API description'): Failure =>
  new Failure(400, 'VALIDATION_ERROR', message, { details });

export const malformedBody = (message: string): Failure =>
  new Failure(400, 'VALIDATION_ERROR', message, { details: [{ field: '', message, in: 'body' }] });

export const payloadTooLarge = (message: string): Failure => new Failure(413, 'PAYLOAD_TOO_LARGE', message);

export const unsupportedMediaType = (message: string, headers?: Record<string, string>): Failure =>
  new Failure(415, 'UNSUPPORTED_MEDIA_TYPE', message, headers ? { headers } : {});

export const notFound = (): Failure => new Failure(404, 'NOT_FOUND', 'No operation has this path');

export const methodNotAllowed = (allow: string): Failure =>
  new Failure(405, 'METHOD_NOT_ALLOWED', `This path answers ${allow}`, { headers: { allow } });

/** The client went away in the middle of its request: nothing can be answered. */
export class Aborted extends Error {
  readonly code = 'ECONNABORTED';
  constructor() {
    super('the request was aborted by the client');
    this.name = 'Aborted';
  }
}
