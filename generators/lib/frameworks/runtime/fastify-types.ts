import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Auth } from './security-types';
import type { BodyArguments, ContentOf, HeadersOf, ImplicitContent, JsonOf, NoFields, PartOf, RawOf, StatusOf } from './operation-types';

export type { LowerCase, Present, Replied, Requested, WithFiles } from './operation-types';
export type { UploadedFile } from './uploaded-file';

/** A handler of one operation; it sends a reply, or returns the body of the implicit status. */
export type FastifyHandler<Input, Replies> = (
  this: FastifyInstance,
  request: OperationRequest<Input>,
  reply: OperationReply<Replies>,
) => Outcome<Replies> | Promise<Outcome<Replies>>;

type Outcome<Replies> = JsonOf<ImplicitContent<Replies>> | RawOf<ImplicitContent<Replies>> | SentReply | void;

export interface OperationRequest<Input> extends Omit<FastifyRequest, 'params' | 'query' | 'headers' | 'body'> {
  params: PartOf<Input, 'params', NoFields>;
  query: PartOf<Input, 'query', NoFields>;
  headers: HeadersOf<Input>;
  cookies: PartOf<Input, 'cookies', NoFields>;
  body: PartOf<Input, 'body', undefined>;
  /** What each authenticator answered, by its security scheme. */
  auth: Auth;
}

/** A reply whose status is not chosen yet; what it sends now is the reply of its implicit status. */
export interface OperationReply<Replies> extends ChosenReply<ImplicitContent<Replies>> {
  code<Status extends StatusOf<Replies>>(statusCode: Status): ChosenReply<ContentOf<Replies, Status>>;
  status<Status extends StatusOf<Replies>>(statusCode: Status): ChosenReply<ContentOf<Replies, Status>>;
}

/** A reply of a chosen status. */
export interface ChosenReply<Content> extends BareReply {
  send(...body: BodyArguments<Content>): SentReply;
  header(key: string, value: unknown): this;
  headers(values: Record<string, number | string | string[] | undefined>): this;
  removeHeader(key: string): this;
  type(contentType: string): this;
  redirect(url: string, statusCode?: number): SentReply;
  hijack(): SentReply;
}

/** A reply that is on its way. */
export interface SentReply extends PromiseLike<undefined> {
  readonly sent: boolean;
  readonly statusCode: number;
  readonly raw: FastifyReply['raw'];
}

interface BareReply extends Omit<FastifyReply, 'code' | 'status' | 'statusCode' | 'send' | 'header' | 'headers' | 'removeHeader' | 'type' | 'redirect' | 'hijack' | 'then'> {
  readonly statusCode: number;
}
