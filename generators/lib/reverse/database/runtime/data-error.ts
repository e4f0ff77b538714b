/** A field that stands in the way, as error replies name it. */
export interface DataDetail {
  field: string;
  message: string;
  in: 'path' | 'query' | 'body';
}

/** What the database, or a missing row, has against a request. It says itself how it is answered. */
export class DataError extends Error {
  /** The message is for the client. */
  readonly expose = true;
  readonly status: number;
  readonly code: string;
  readonly details: readonly DataDetail[] | undefined;
  readonly headers: Readonly<Record<string, string>> | undefined;

  constructor(status: number, code: string, message: string, details?: readonly DataDetail[], headers?: Readonly<Record<string, string>>) {
    super(message);
    this.name = 'DataError';
    this.status = status;
    this.code = code;
    this.details = details && details.length > 0 ? details : undefined;
    this.headers = headers;
  }
}
