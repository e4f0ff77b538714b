/** What `registerRoutes` takes as `options`. Sizes are in bytes. */
export interface Options<Request = unknown> {
  /** Where the API is mounted; default: the first server's path. */
  basePath?: string | readonly string[];
  /** Largest request body, after inflation; default 1 MiB. */
  bodyLimit?: number;
  /** Largest file of a multipart body; default 10 MiB. */
  fileSizeLimit?: number;
  /** Most files of a multipart body; default 20. */
  maxFiles?: number;
  /** Most fields of a multipart body; default 1000. */
  maxFields?: number;
  /** Check replies too, where generated with `--validateResponses`; default: unless NODE_ENV is `production`. */
  validateResponses?: boolean;
  /** Answer 404 for unknown paths under the base path (default), or leave them to later middleware. */
  notFound?: boolean;
  /** Told of errors nobody foresaw, which the client sees as a bare 500; default: console.error, but in tests. */
  onError?: (error: unknown, request: Request) => void;
}

/** Limits of request bodies, with defaults filled in. */
export interface Limits {
  readonly bodyLimit: number;
  readonly fileSizeLimit: number;
  readonly maxFiles: number;
  readonly maxFields: number;
}

export function limitsOf(options: Options<never>): Limits {
  return {
    bodyLimit: options.bodyLimit ?? 1024 * 1024,
    fileSizeLimit: options.fileSizeLimit ?? 10 * 1024 * 1024,
    maxFiles: options.maxFiles ?? 20,
    maxFields: options.maxFields ?? 1000,
  };
}

export function validatesResponses(options: Options<never>): boolean {
  return options.validateResponses ?? process.env['NODE_ENV'] !== 'production';
}

/** Base paths without trailing slashes, distinct, longest first; `['']` for the root. */
export function basePathsOf(wanted: string | readonly string[]): string[] {
  const paths = (typeof wanted === 'string' ? [wanted] : wanted).map((path) => path.replace(/\/+$/, ''));
  return [...new Set(paths.map((path) => (path === '' || path.startsWith('/') ? path : `/${path}`)))].sort((a, b) => b.length - a.length);
}

export function reportUnexpected(error: unknown): void {
  if (process.env['NODE_ENV'] !== 'test') console.error(error);
}

/** Calls `onError`, whose own failure must not cost the client its reply. */
export function tell<Request>(onError: (error: unknown, request: Request) => void, error: unknown, request: Request): void {
  try {
    const outcome: unknown = onError(error, request);
    // An async function is assignable: a rejection nobody handles ends the process.
    if (outcome instanceof Promise) outcome.catch(reportUnexpected);
  } catch (failure) {
    reportUnexpected(failure);
  }
}
