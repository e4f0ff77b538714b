import type { IncomingMessage } from 'node:http';
import type { Auth } from './security-types';
import type { BodyArguments, ContentOf, HeadersOf, JsonOf, NoFields, PartOf, RawOf, StatusOf } from './operation-types';

export type { LowerCase, Present, Replied, Requested, WithFiles } from './operation-types';
export type { UploadedFile } from './uploaded-file';

/** A service's method for one operation: it returns the body of the implicit status, or a reply it has chosen. */
export type NestHandler<Input, Replies> = (request: OperationRequest<Input>, reply: OperationReply<Replies>) => Result<Replies> | Promise<Result<Replies>>;

export type Result<Replies> = JsonOf<ImplicitContent<Replies>> | RawOf<ImplicitContent<Replies>> | SentReply | NoBody<Replies>;

/** `return;` is the reply of a status without content. */
type NoBody<Replies> = [JsonOf<ImplicitContent<Replies>> | RawOf<ImplicitContent<Replies>>] extends [never] ? void : never;

/** What was decoded and validated. */
export interface OperationRequest<Input> {
  readonly params: PartOf<Input, 'params', NoFields>;
  readonly query: PartOf<Input, 'query', NoFields>;
  readonly headers: HeadersOf<Input>;
  readonly cookies: PartOf<Input, 'cookies', NoFields>;
  readonly body: PartOf<Input, 'body', undefined>;
  /** What each authenticator answered, by its security scheme. */
  readonly auth: Auth;
  /** Also in the reply's `x-request-id`. */
  readonly id: string;
  /** Node's own request. */
  readonly raw: IncomingMessage;
}

/** A reply whose status is not chosen yet; what it sends now is the reply of its implicit status. */
export interface OperationReply<Replies> extends ChosenReply<ImplicitContent<Replies>> {
  status<Status extends StatusOf<Replies>>(code: Status): ChosenReply<ContentOf<Replies, Status>>;
}

/** A reply of a chosen status. Return what `send` answers. */
export interface ChosenReply<Content> {
  header(name: string, value: string | string[]): this;
  type(mediaType: string): this;
  send(...body: BodyArguments<Content>): SentReply;
}

declare const SENT: unique symbol;

/** A reply for the controller to send. */
export interface SentReply {
  readonly [SENT]: true;
}

/** The first success the document declares: the status of a result that is returned as it is. */
type ImplicitStatus<R> = FirstOf<R, [200, 201, 202, 203, 204, 205, 206, 207, 208, 226]>;

type FirstOf<R, Statuses extends readonly number[]> = Statuses extends readonly [infer First extends number, ...infer Rest extends readonly number[]]
  ? First extends keyof R ? First : FirstOf<R, Rest>
  : 200;

export type ImplicitContent<R> = ContentOf<R, ImplicitStatus<R>>;
