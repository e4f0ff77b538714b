import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import type { Fault, OperationModule, RequestContent } from '../../validation/runtime/types';
import { checkCharset, decodeText } from './charset';
import { createContentMatcher } from './content-type';
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
  /** Null: the body is there. Else what its absence is, and there is nothing to read. */
  readonly missing: readonly Detail[] | null;
  /** True when nothing but the handler reads it, so it must not be touched for the sake of error details. */
  readonly streams: boolean;
  read(request: IncomingMessage, response: ServerResponse, done: BodyRead): void;
}

const REQUIRED: readonly Detail[] = [{ field: '', message: 'is required', in: 'body' }];

const MISSING: PendingBody = { missing: REQUIRED, streams: false, read: (_request, _response, done) => done(null, undefined, REQUIRED) };

/** A body of one declared content and charset. */
interface PreparedBody extends PendingBody {
  readonly kind: RequestContent['kind'];
  readonly limit: number;
}

/** Prepares reading the body an operation declares; null when it declares none (a body sent is ignored). */
export function createBodyReader(body: OperationModule['body'], limits: Limits): BodyReader | null {
  if (body === null) return null;
  const match = createContentMatcher(body.content, (content, charset) => prepare(content, charset, body.required, limits));
  return {
    media(request) {
      const { headers } = request;
      const present = hasBody(headers, request.httpVersionMajor);
      if (!present && !isEmptyText(headers, match)) return body.required ? MISSING : null;
      const pending = match(headers['content-type']);
      checkLength(headers['content-length'], pending.limit);
      return pending;
    },
  };
}

function prepare(content: RequestContent, charset: string | undefined, required: boolean, limits: Limits): PreparedBody {
  checkCharset(charset);
  const { kind } = content;
  return {
    kind,
    missing: null,
    streams: kind === 'stream' || kind === 'multipart',
    limit: kind === 'multipart' ? limits.bodyLimit + limits.maxFiles * limits.fileSizeLimit : limits.bodyLimit,
    read(request, response, done) {
      if (isParsed(request)) return finish(content, useParsed(request, content), [], done);
      if (kind === 'stream') return openStream(request, response, limits, done);
      if (kind === 'multipart') {
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
          if (kind === 'json') {
            if (text === '') return done(null, undefined, required ? REQUIRED : []);
            value = parseJson(text, content.prototypeKeys);
          } else value = kind === 'form' ? content.decode(text, faults) : text;
        } catch (failure) {
          return done(failure, undefined, []);
        }
        finish(content, value, faults, done);
      });
    },
  };
}

function openStream(request: IncomingMessage, response: ServerResponse, limits: Limits, done: BodyRead): void {
  let stream: Readable;
  try {
    stream = limitedStream(request, response, limits.bodyLimit);
  } catch (error) {
    return done(error, undefined, []);
  }
  done(null, stream, []);
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
function isEmptyText(headers: IncomingHttpHeaders, match: (header: string | undefined) => PreparedBody): boolean {
  const type = headers['content-type'];
  if (headers['content-length'] !== '0' || type === undefined) return false;
  const { kind } = match(type);
  return kind === 'text' || kind === 'form' || kind === 'stream';
}
