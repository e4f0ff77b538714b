import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Fault, OperationModule, RequestContent } from '../../validation/runtime/types';
import { checkCharset, decodeText } from './charset';
import { createContentMatcher } from './content-type';
import type { MatchContent } from './content-type';
import type { Detail } from './failure';
import { bodyDetails } from './details';
import { hasBody } from './body-presence';
import { parseJson } from './json';
import { limitedStream } from './limited-stream';
import { readMultipart } from './multipart';
import type { Limits } from './options';
import { isParsed, useParsed } from './parsed-body';
import { checkLength, readBytes } from './read-bytes';
import { runValidator } from './run-validator';

export type BodyRead = (error: unknown, body: unknown, details: readonly Detail[]) => void;

/** How an operation's request body is read; `media` decides by the headers alone (415, 413). */
export interface BodyReader {
  media(request: IncomingMessage): PendingBody | null;
}

/** A body whose media type is known and which is not read yet. */
export interface PendingBody {
  /** True when nothing but the handler reads it, so it must not be touched for the sake of error details. */
  readonly streams: boolean;
  read(request: IncomingMessage, response: ServerResponse, done: BodyRead): void;
}

const REQUIRED: readonly Detail[] = [{ field: '', message: 'is required', in: 'body' }];

const MISSING: PendingBody = { streams: false, read: (_request, _response, done) => done(null, undefined, REQUIRED) };

/** Prepares reading the body an operation declares; null when it declares none (a body sent is ignored). */
export function createBodyReader(body: OperationModule['body'], limits: Limits): BodyReader | null {
  if (body === null) return null;
  const match = createContentMatcher(body.content);
  const readers = new Map(body.content.map((content) => [content, createReaders(content, limits)]));
  return {
    media(request) {
      const present = hasBody(request);
      if (!present && !isEmptyText(request, match)) return body.required ? MISSING : null;
      const { content, charset } = match(request.headers['content-type']);
      checkCharset(charset);
      checkLength(request, content.kind === 'multipart' ? multipartLimit(limits) : limits.bodyLimit);
      const read = readers.get(content)!;
      return {
        streams: content.kind === 'stream' || content.kind === 'multipart',
        read: (incoming, response, done) => read(incoming, response, charset, body.required, done),
      };
    },
  };
}

type Read = (request: IncomingMessage, response: ServerResponse, charset: string | undefined, required: boolean, done: BodyRead) => void;

function createReaders(content: RequestContent, limits: Limits): Read {
  return (request, response, charset, required, done) => {
    if (isParsed(request)) return finish(content, useParsed(request, content), [], done);
    if (content.kind === 'stream') return done(null, limitedStream(request, limits.bodyLimit), []);
    if (content.kind === 'multipart') {
      return readMultipart(request, response, content.parts, limits, (error, fields, details) => {
        if (error !== null || details.length > 0) return done(error, undefined, details);
        finish(content, fields, [], done);
      });
    }
    readBytes(request, limits.bodyLimit, (error, bytes) => {
      if (error !== null) return done(error, undefined, []);
      let value: unknown;
      const faults: Fault[] = [];
      try {
        const text = decodeText(bytes, charset);
        if (content.kind === 'json') {
          if (text === '') return done(null, undefined, required ? REQUIRED : []);
          value = parseJson(text, content.prototypeKeys);
        } else value = content.kind === 'form' ? content.decode(text, faults) : text;
      } catch (failure) {
        return done(failure, undefined, []);
      }
      finish(content, value, faults, done);
    });
  };
}

/** Validates what was read. */
function finish(content: RequestContent, value: unknown, faults: Fault[], done: BodyRead): void {
  if (content.kind === 'stream') return done(null, value, []);
  let details: readonly Detail[];
  try {
    details = runValidator(content.validate, value, faults) ? NONE : faults.length > 0 ? bodyDetails(faults) : INVALID;
  } catch (error) {
    return done(error, undefined, []);
  }
  done(null, value, details);
}

const NONE: readonly Detail[] = [];
// A validator that finds no words still refuses.
const INVALID: readonly Detail[] = [{ field: '', message: 'is not valid', in: 'body' }];

/** `Content-Length: 0` with a text, form or stream type is an empty body, not a missing one. */
function isEmptyText(request: IncomingMessage, match: MatchContent): boolean {
  const type = request.headers['content-type'];
  if (request.headers['content-length'] !== '0' || type === undefined) return false;
  const { kind } = match(type).content;
  return kind === 'text' || kind === 'form' || kind === 'stream';
}

function multipartLimit(limits: Limits): number {
  return limits.bodyLimit + limits.maxFiles * limits.fileSizeLimit;
}
