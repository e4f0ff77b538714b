import type { ExtendableContext, Next, Request } from 'koa';
import type { Auth } from './security-types';
import type { AnyBodyOf, HeadersOf, NoFields, PartOf, StatusOf } from './operation-types';

export type { LowerCase, Present, Replied, Requested, WithFiles } from './operation-types';
export type { UploadedFile } from './uploaded-file';

/** A handler of one operation: decoded, validated input in, only the document's statuses and bodies out. */
export type KoaHandler<Input, Replies> = (ctx: OperationContext<Input, Replies>, next: Next) => unknown;

export interface OperationContext<Input, Replies> extends Omit<ExtendableContext, 'query' | 'headers' | 'header' | 'request' | 'status' | 'body'> {
  params: PartOf<Input, 'params', NoFields>;
  query: PartOf<Input, 'query', NoFields>;
  readonly headers: HeadersOf<Input>;
  readonly header: HeadersOf<Input>;
  request: OperationRequest<Input>;
  state: OperationState<Input>;
  /** Koa answers 200 when only a body is set, 204 when the body is null, 404 when nothing is. */
  status: StatusOf<Replies>;
  body: AnyBodyOf<Replies> | null | undefined;
}

export interface OperationRequest<Input> extends Omit<Request, 'query' | 'headers' | 'header' | 'body'> {
  query: PartOf<Input, 'query', NoFields>;
  headers: HeadersOf<Input>;
  header: HeadersOf<Input>;
  body: PartOf<Input, 'body', undefined>;
}

export interface OperationState<Input> {
  cookies: PartOf<Input, 'cookies', NoFields>;
  /** What each authenticator answered, by its security scheme. */
  auth: Auth;
  /** Also in the reply's `x-request-id`. */
  requestId: string;
  [key: string]: unknown;
}
