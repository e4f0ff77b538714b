import { call, callJson, withJson, type JsonReply } from '../harness/http';

/** A document of `../shared/specs` and what its generated server has to answer, on `--stubs=example`. */
export interface Case {
  readonly document: string;
  readonly calls: readonly {
    readonly what: string;
    readonly request: (origin: string) => Promise<JsonReply>;
    readonly expected: Readonly<Record<string, unknown>>;
  }[];
}

const basic = { authorization: `Basic ${Buffer.from('a:b').toString('base64')}` };
const bearer = { authorization: 'Bearer token' };
const raw = async (origin: string, method: string, path: string, headers: Record<string, string>, body?: string) =>
  withJson(await call(origin, { method, path, headers, ...(body === undefined ? {} : { body }) }));

/** The envelope of an error. */
const error = (code: string, ...details: readonly object[]) => ({
  error: { code, ...(details.length ? { details: details.map((d) => expect.objectContaining(d)) } : {}) },
  meta: { requestId: expect.any(String) },
});

const event = { name: 'Tea', location: 'Room 1', eventDescription: 'Tea.', dates: ['2026-01-31'], price: 3.5 };

const museum: Case = {
  document: 'redocly-museum.yaml',
  calls: [
    { what: 'a list', request: (o) => callJson(o, 'GET', '/museum-hours?limit=30', undefined, basic), expected: { status: 200, json: expect.arrayContaining([expect.objectContaining({ timeOpen: '09:00' })]) } },
    { what: 'no credentials', request: (o) => callJson(o, 'GET', '/museum-hours'), expected: { status: 401, json: error('UNAUTHORIZED') } },
    { what: 'not integers', request: (o) => callJson(o, 'GET', '/museum-hours?page=0x10&limit=31', undefined, basic), expected: { status: 400, json: error('VALIDATION_ERROR', { field: 'page', in: 'query' }, { field: 'limit', in: 'query' }) } },
    { what: 'a good body', request: (o) => callJson(o, 'POST', '/special-events', event, basic), expected: { status: 201, json: expect.objectContaining({ price: 30 }) } },
    { what: 'a bad body', request: (o) => callJson(o, 'POST', '/special-events', { ...event, dates: ['2026-02-30'] }, basic), expected: { status: 400, json: error('VALIDATION_ERROR', { field: 'dates.0', in: 'body' }) } },
    { what: 'no body', request: (o) => callJson(o, 'POST', '/special-events', undefined, basic), expected: { status: 400 } },
    { what: 'malformed JSON', request: (o) => raw(o, 'POST', '/special-events', { ...basic, 'content-type': 'application/json' }, '{"a":'), expected: { status: 400, json: error('MALFORMED_JSON') } },
    { what: 'another media type', request: (o) => raw(o, 'POST', '/special-events', { ...basic, 'content-type': 'text/csv' }, 'a'), expected: { status: 415, json: error('UNSUPPORTED_MEDIA_TYPE') } },
    { what: 'nothing acceptable', request: (o) => callJson(o, 'GET', '/museum-hours', undefined, { ...basic, accept: 'image/gif' }), expected: { status: 406, json: error('NOT_ACCEPTABLE') } },
    { what: 'a bad path parameter', request: (o) => callJson(o, 'GET', '/special-events/42', undefined, basic), expected: { status: 400, json: error('VALIDATION_ERROR', { field: 'eventId', in: 'path' }) } },
    { what: 'no content', request: (o) => callJson(o, 'DELETE', '/special-events/dad4bce8-f5cb-4078-a211-995864315e39', undefined, basic), expected: { status: 204 } },
    { what: 'another method', request: (o) => callJson(o, 'PUT', '/museum-hours', undefined, basic), expected: { status: 405, json: error('METHOD_NOT_ALLOWED'), headers: expect.objectContaining({ allow: expect.stringContaining('GET') }) } },
    { what: 'no such path', request: (o) => callJson(o, 'GET', '/dinosaurs', undefined, basic), expected: { status: 404, json: error('NOT_FOUND') } },
    { what: 'a request id', request: (o) => callJson(o, 'GET', '/dinosaurs', undefined, { 'x-request-id': 'abc-123' }), expected: { status: 404, json: { meta: { requestId: 'abc-123' } }, headers: expect.objectContaining({ 'x-request-id': 'abc-123' }) } },
    { what: 'a body too large', request: (o) => callJson(o, 'POST', '/special-events', { ...event, name: 'x'.repeat(2_000_000) }, basic), expected: { status: 413, json: error('PAYLOAD_TOO_LARGE') } },
  ],
};

const pet = { name: 'Rex', photoUrls: ['https://example.com/rex.png'], status: 'available' };

const petstore: Case = {
  document: 'swagger-petstore-3.0.yaml',
  calls: [
    { what: 'a good body', request: (o) => callJson(o, 'POST', '/pet', pet, bearer), expected: { status: 200, json: expect.objectContaining({ name: expect.any(String) }) } },
    { what: 'a wrong enum', request: (o) => callJson(o, 'POST', '/pet', { ...pet, status: 'lost' }, bearer), expected: { status: 400, json: error('VALIDATION_ERROR', { field: 'status', in: 'body' }) } },
    { what: 'an urlencoded body', request: (o) => raw(o, 'POST', '/pet', { ...bearer, 'content-type': 'application/x-www-form-urlencoded' }, 'name=Rex&photoUrls=a&photoUrls=b'), expected: { status: 200 } },
    { what: 'a wrong parameter', request: (o) => callJson(o, 'GET', '/pet/findByStatus?status=lost', undefined, bearer), expected: { status: 400, json: error('VALIDATION_ERROR', { field: 'status', in: 'query' }) } },
    { what: 'an array parameter', request: (o) => callJson(o, 'GET', '/pet/findByTags?tags=a&tags=b%2Cc', undefined, bearer), expected: { status: 200 } },
    { what: 'int64 in the path', request: (o) => callJson(o, 'GET', '/pet/1e3', undefined, { ...bearer, api_key: 'k' }), expected: { status: 400, json: error('VALIDATION_ERROR', { field: 'petId', in: 'path' }) } },
    { what: 'a stream', request: (o) => raw(o, 'POST', '/pet/7/uploadImage', { ...bearer, 'content-type': 'application/octet-stream' }, 'bytes'), expected: { status: 200 } },
    { what: 'public operation', request: (o) => callJson(o, 'GET', '/user/login?username=a&password=b'), expected: { status: 200 } },
  ],
};

const adyen: Case = {
  document: 'adyen-checkout-v71.yaml',
  calls: [
    { what: 'a bad body', request: (o) => callJson(o, 'POST', '/payments', { amount: { currency: 'EURO', value: 1.5 } }, { 'x-api-key': 'k' }), expected: { status: 400, json: error('VALIDATION_ERROR') } },
    { what: 'no such path', request: (o) => callJson(o, 'GET', '/x'), expected: { status: 404 } },
    { what: 'no credentials', request: (o) => callJson(o, 'POST', '/payments', {}), expected: { status: 401 } },
  ],
};

export const CASES: readonly Case[] = [museum, petstore, adyen];
