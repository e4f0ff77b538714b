import type { IncomingHttpHeaders } from 'node:http';

/** What an operation's handler gets; a part the operation does not declare is left out. */
export interface OperationInput {
  params?: object | undefined;
  query?: object | undefined;
  /** By lower-case name. */
  headers?: object | undefined;
  cookies?: object | undefined;
  body?: unknown;
}

/** An object nothing is known of: reading any property is a type error. */
export type NoFields = Record<never, never>;

/** A part of the input, or what stands for it where the operation declares none. */
export type PartOf<Input, Part extends string, Otherwise> = Part extends keyof Input ? Input[Part] : Otherwise;

/** Declared headers with their decoded types beside all others as Node gives them. */
export type HeadersOf<Input> = Input extends { headers: infer Declared } ? Declared & OtherHeaders<keyof Declared> : IncomingHttpHeaders;

type OtherHeaders<Declared> = { [Name in keyof KnownHeaders as Name extends Declared ? never : Name]: KnownHeaders[Name] } & { [name: string]: unknown };
type KnownHeaders = { [Name in keyof IncomingHttpHeaders as string extends Name ? never : Name]: IncomingHttpHeaders[Name] };

/** `any`, which stands for types that could not be printed, stays `any`. */
type KeepAny<T, Otherwise> = 0 extends 1 & T ? T : Otherwise;

/** Header names as Node and the decoder write them. */
export type LowerCase<T> = KeepAny<T, { [Name in keyof T as Name extends string ? Lowercase<Name> : never]: T[Name] }>;

/** Properties that are there after decoding because the document gives them a default. */
export type Present<T, Names extends PropertyKey> = KeepAny<T, { [Name in keyof T as Name extends Names ? never : Name]: T[Name] } & {
  [Name in keyof T as Name extends Names ? Name : never]-?: T[Name];
}>;

/** Properties of a multipart body that arrive as files. */
export type WithFiles<T, Names extends PropertyKey, UploadedFile> = KeepAny<T, { [Name in keyof T]: Name extends Names ? FileIn<T[Name], UploadedFile> : T[Name] }>;

type FileIn<T, UploadedFile> = T extends readonly unknown[] ? UploadedFile[] : T extends undefined | null ? T : UploadedFile;

/** A value as a request holds it: without what is read only. */
export type Requested<T> = 0 extends 1 & T ? T : T extends { readonly $write: infer Inner }
  ? Requested<Inner>
  : T extends readonly unknown[]
    ? { [Index in keyof T]: Requested<T[Index]> }
    : T extends object
      ? { [Key in keyof T as IsMarked<T[Key], '$read'> extends true ? never : Key]: Requested<T[Key]> }
      : T;

/** A value as a reply holds it: without what is write only. */
export type Replied<T> = 0 extends 1 & T ? T : T extends { readonly $read: infer Inner }
  ? Replied<Inner>
  : T extends readonly unknown[]
    ? { [Index in keyof T]: Replied<T[Index]> }
    : T extends object
      ? { [Key in keyof T as IsMarked<T[Key], '$write'> extends true ? never : Key]: Replied<T[Key]> }
      : T;

type IsMarked<T, Mark extends string> = [T] extends [never] ? false : NonNullable<T> extends { readonly [Key in Mark]: unknown } ? true : false;

/** What a reply of one status holds: `json` is sent as JSON, `raw` as it is; neither: no body. */
export interface ReplyContent {
  json?: unknown;
  raw?: unknown;
}

/** Replies by `200`, `'4XX'` and `default`. */
export type Replies = object;

/** Statuses the document allows. */
export type StatusOf<R> = 'default' extends keyof R ? number : Extract<keyof R, number> | StatusesIn<Extract<keyof R, string>>;

type Digit = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9';
type StatusesIn<Range extends string> = Range extends `${infer First extends '1' | '2' | '3' | '4' | '5'}XX` ? Hundred<First> : never;
type Hundred<First extends string> = `${First}${Digit}${Digit}` extends `${infer Status extends number}` ? Status : never;

/** What the document says about a status: by itself, by its range, or by `default` (OpenAPI 3.2 §4.13). */
export type ContentOf<R, Status extends number> = Status extends keyof R
  ? R[Status]
  : RangeOf<Status> extends keyof R
    ? R[RangeOf<Status>]
    : 'default' extends keyof R
      ? R['default']
      : never;

type RangeOf<Status extends number> = `${Status}` extends `${infer First}${Digit}${Digit}` ? `${First}XX` : never;

/** The status of a reply that sets none is 200, whatever the document's only success: none where 200 is not declared. */
export type ImplicitStatus<R> = [ContentOf<R, 200>] extends [never] ? never : 200;

/** The content of a reply that sets no status. */
export type ImplicitContent<R> = [ImplicitStatus<R>] extends [never] ? never : ContentOf<R, ImplicitStatus<R>>;

export type JsonOf<Content> = Content extends { json: infer Json } ? Json : never;
export type RawOf<Content> = Content extends { raw: infer Raw } ? Raw : never;

/**
 * Arguments of `send`: none where the status has no content, perhaps one where nothing is known. A
 * schema no value fits, `never`, is content all the same.
 */
export type BodyArguments<Content> = [Content] extends [never]
  ? [body: never]
  : [keyof Content & ('json' | 'raw')] extends [never] ? [] : unknown extends JsonOf<Content> & RawOf<Content> ? [body?: unknown] : [body: JsonOf<Content> | RawOf<Content>];

/** Arguments of `end`: JSON has to go through a method that writes it. */
export type EndArguments<Content> = [Content] extends [never] ? [body: never] : [JsonOf<Content> | RawOf<Content>] extends [never] ? [] : [RawOf<Content>] extends [never] ? [body: never] : [chunk?: string | Uint8Array];

/** Statuses without content. */
export type EmptyStatusOf<R> = 'default' extends keyof R
  ? number
  : { [Status in keyof R]: [JsonOf<R[Status]> | RawOf<R[Status]>] extends [never] ? (Status extends number ? Status : StatusesIn<Status & string>) : never }[keyof R];

/** Any body the document allows, whatever the status. */
export type AnyBodyOf<R> = { [Status in keyof R]: JsonOf<R[Status]> | RawOf<R[Status]> }[keyof R];
