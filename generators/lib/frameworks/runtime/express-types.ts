import type { CookieOptions, NextFunction, Request, Response } from 'express';
import type { Auth } from './security-types';
import type { BodyArguments, ContentOf, EmptyStatusOf, EndArguments, HeadersOf, ImplicitContent, JsonOf, NoFields, PartOf, StatusOf } from './operation-types';

export type { LowerCase, Present, Replied, Requested, WithFiles } from './operation-types';
export type { UploadedFile } from './uploaded-file';

/** A handler of one operation: decoded, validated input in, only the document's statuses and bodies out. */
export type ExpressHandler<Input, Replies> = (req: ExpressRequest<Input>, res: ExpressResponse<Replies>, next: NextFunction) => unknown;

export interface ExpressRequest<Input> extends Omit<Request, 'params' | 'query' | 'headers' | 'cookies' | 'body'> {
  params: PartOf<Input, 'params', NoFields>;
  query: PartOf<Input, 'query', NoFields>;
  headers: HeadersOf<Input>;
  cookies: PartOf<Input, 'cookies', NoFields>;
  body: PartOf<Input, 'body', undefined>;
  /** Also in the reply's `x-request-id`. */
  id: string;
  /** What each authenticator answered, by its security scheme. */
  auth: Auth;
}

/** A response whose status is not chosen yet; what it sends now is the reply of its implicit status. */
export interface ExpressResponse<Replies> extends ExpressReply<ImplicitContent<Replies>> {
  status<Status extends StatusOf<Replies>>(code: Status): ExpressReply<ContentOf<Replies, Status>>;
  sendStatus(code: EmptyStatusOf<Replies>): this;
}

/** A response of a chosen status. */
export interface ExpressReply<Content> extends BareResponse {
  json(body: JsonOf<Content>): this;
  send(...body: BodyArguments<Content>): this;
  end(...body: EndArguments<Content>): this;
  set(field: Record<string, string | string[]>): this;
  set(field: string, value?: string | string[]): this;
  header(field: Record<string, string | string[]>): this;
  header(field: string, value?: string | string[]): this;
  append(field: string, value?: string | string[]): this;
  type(type: string): this;
  contentType(type: string): this;
  location(url: string): this;
  vary(field: string): this;
  links(links: Record<string, string>): this;
  attachment(filename?: string): this;
  cookie(name: string, value: unknown, options?: CookieOptions): this;
  clearCookie(name: string, options?: CookieOptions): this;
}

type Typed =
  | 'status' | 'sendStatus' | 'json' | 'jsonp' | 'send' | 'end' | 'set' | 'header' | 'append' | 'type' | 'contentType'
  | 'location' | 'vary' | 'links' | 'attachment' | 'cookie' | 'clearCookie';

interface BareResponse extends Omit<Response, Typed> {}
