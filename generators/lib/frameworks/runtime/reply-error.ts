import type { ServerResponse } from 'node:http';
import type { Judged } from './error-facts';
import type { ErrorBody, ErrorFacts } from './failure';
import { reportUnexpected } from './options';

// What a handler may have said about the reply it did not get to send.
export const OF_THE_BODY = ['content-encoding', 'content-length', 'content-range', 'content-disposition', 'cache-control', 'etag', 'last-modified', 'transfer-encoding'];

/** The text of an error reply and its headers. */
export interface ErrorReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly text: string;
}

/** Builds the reply for a judged error through the project's `errorBody`. */
export function errorReply({ facts, headers }: Judged, errorBody: ErrorBody): ErrorReply {
  const { contentType, text } = render(facts, errorBody);
  return { status: facts.status, headers: { ...sendable(headers), 'content-type': contentType }, text };
}

function render(facts: ErrorFacts, errorBody: ErrorBody): { contentType: string; text: string } {
  try {
    const { contentType, body } = errorBody(facts);
    checkHeader('content-type', contentType);
    return { contentType, text: typeof body === 'string' ? body : ((JSON.stringify(body) as string | undefined) ?? '') };
  } catch (error) {
    // The project's own function: its failure must not leave the client without a reply.
    reportUnexpected(error);
    return { contentType: 'text/plain', text: facts.code };
  }
}

// These say how the body is written, which is not the error's to say.
const FRAMING = new Set(['connection', 'content-encoding', 'content-length', 'content-type', 'transfer-encoding']);

/** The headers of an error that can be sent. Node throws at a line break in one, and user input can hold it. */
function sendable(headers: ErrorReply['headers']): ErrorReply['headers'] {
  return Object.fromEntries(Object.entries(headers).filter(([name, value]) => {
    if (FRAMING.has(name.toLowerCase())) return false;
    try {
      for (const each of [value].flat()) checkHeader(name, each);
      return true;
    } catch (error) {
      reportUnexpected(error);
      return false;
    }
  }));
}

/** Throws for what Node throws for, which `node:http` would tell too; see `STATUS_TEXTS` about its import. */
function checkHeader(name: string, value: unknown): void {
  if (!HEADER_NAME.test(name) || value === undefined || NOT_IN_HEADERS.test(String(value))) throw new TypeError(`the header ${JSON.stringify(name)} of an error cannot be sent`);
}

const HEADER_NAME = /^[\w!#$%&'*+.^`|~-]+$/;
const NOT_IN_HEADERS = /[^\t\x20-\x7e\x80-\xff]/;

/** Sends an error reply in place of whatever was prepared. The headers must not have been sent. */
export function sendErrorReply(response: ServerResponse, { status, headers, text }: ErrorReply): void {
  for (const name of OF_THE_BODY) response.removeHeader(name);
  response.statusCode = status;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  response.setHeader('content-length', Buffer.byteLength(text));
  response.end(text);
}
