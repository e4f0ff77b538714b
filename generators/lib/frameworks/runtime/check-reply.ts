import type { ServerResponse } from 'node:http';
import type { Fault, ResponseValidator, Validate } from '../../validation/runtime/types';
import { Failure } from './failure';
import type { Detail } from './failure';
import { bodyDetails } from './details';
import { fit, parseMediaType } from './media-type';

/**
 * Checks a reply against the document: status, media type, headers and body. Throws 500
 * RESPONSE_VALIDATION_ERROR.
 *
 * @param text the whole body; undefined when it is streamed or left out (HEAD)
 */
export function checkReply(responses: readonly ResponseValidator[], response: ServerResponse, text: Buffer | string | undefined): void {
  const status = response.statusCode;
  // A conditional request's 304 is the cache's reply, whatever the document declares.
  if (status === 304) return;
  const declared = findResponse(responses, status);
  if (declared === undefined) throw mismatch(`The status ${status} is not declared`, []);
  const details = headerDetails(declared, response);
  if (declared.content.length > 0) details.push(...contentDetails(declared, response, text));
  if (details.length > 0) throw mismatch('The reply does not match the API description', details);
}

function findResponse(responses: readonly ResponseValidator[], status: number): ResponseValidator | undefined {
  const range = `${String(status)[0]}XX`;
  for (const wanted of [String(status), range, 'default']) {
    const found = responses.find((response) => response.status.toUpperCase() === wanted.toUpperCase());
    if (found !== undefined) return found;
  }
  return undefined;
}

function headerDetails(declared: ResponseValidator, response: ServerResponse): Detail[] {
  const details: Detail[] = [];
  for (const { name, required, validate } of declared.headers) {
    const value = response.getHeader(name);
    if (value === undefined) {
      if (required && !OF_THE_SERVER.test(name)) details.push({ field: name, message: 'is required', in: 'header' });
    } else if (validate !== null && !readings(String(value)).some((reading) => validate(reading, null))) {
      details.push({ field: name, message: 'does not match its schema', in: 'header' });
    }
  }
  return details;
}

/** Node writes these itself, after the check. */
const OF_THE_SERVER = /^(connection|content-length|date|keep-alive|transfer-encoding)$/i;

/** What a header's text can mean (style simple): itself, a JSON scalar, or a list or an object of either. */
function readings(text: string): unknown[] {
  const items = text === '' ? [] : text.split(',').map((item) => item.trim());
  return [text, scalar(text), items, items.map(scalar), ...objects(items)];
}

/** Of `a,1,b,2`, or exploded `a=1,b=2`. */
function objects(items: readonly string[]): unknown[] {
  const exploded = items.every((item) => item.includes('='));
  const parts = exploded ? items.flatMap((item) => [item.slice(0, item.indexOf('=')), item.slice(item.indexOf('=') + 1)]) : items;
  if (parts.length % 2 !== 0) return [];
  const names = parts.filter((_, i) => i % 2 === 0);
  const read = (as: (part: string) => unknown): unknown => Object.fromEntries(names.map((name, i) => [name, as(parts[2 * i + 1]!)]));
  return [read(String), read(scalar)];
}

function scalar(text: string): unknown {
  return /^(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)$/.test(text) ? JSON.parse(text) : text;
}

function contentDetails(declared: ResponseValidator, response: ServerResponse, text: Buffer | string | undefined): Detail[] {
  const header = response.getHeader('content-type');
  if (text === undefined && header === undefined) return [];
  const type = parseMediaType(typeof header === 'string' ? header : 'application/octet-stream');
  const ranked = declared.content.map((content) => ({ content, score: fit(content.mediaType, type?.essence ?? '') }));
  const best = ranked.reduce((a, b) => (b.score > a.score ? b : a));
  if (best.score === 0) {
    const wanted = declared.content.map((content) => content.mediaType).join(', ');
    return [{ field: 'content-type', message: `must be ${wanted}`, in: 'header' }];
  }
  const { validate } = best.content;
  if (validate === null || text === undefined) return [];
  if (/[/+]json$/.test(type!.essence)) {
    let value: unknown;
    try {
      value = JSON.parse(text.toString());
    } catch {
      return [{ field: '', message: 'must be JSON', in: 'body' }];
    }
    return bodyFaults(validate, value);
  }
  return type!.essence.startsWith('text/') ? bodyFaults(validate, text.toString()) : [];
}

function bodyFaults(validate: Validate, value: unknown): Detail[] {
  const faults: Fault[] = [];
  if (validate(value, faults)) return [];
  return faults.length > 0 ? bodyDetails(faults) : [{ field: '', message: 'is not valid', in: 'body' }];
}

function mismatch(message: string, details: readonly Detail[]): Failure {
  return new Failure(500, 'RESPONSE_VALIDATION_ERROR', message, { details });
}
