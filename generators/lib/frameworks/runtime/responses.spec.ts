import { Readable } from 'node:stream';
import type { ResponseValidator } from '../../validation/runtime/types';
import { validateNamed } from './testing/modules';
import { FRAMEWORKS, serve } from './testing/servers';
import type { Extra, Reply, Running } from './testing/servers';

const responses: ResponseValidator[] = [
  {
    status: '200',
    content: [
      { mediaType: 'application/json', validate: validateNamed },
      { mediaType: 'text/*', validate: (v) => v === 'right' },
      { mediaType: 'application/octet-stream', validate: null },
    ],
    headers: [
      { name: 'X-Count', required: false, validate: (v) => typeof v === 'number' },
      { name: 'X-List', required: false, validate: (v) => Array.isArray(v) && v.every((i) => typeof i === 'number') },
    ],
  },
  { status: '201', content: [], headers: [{ name: 'Location', required: true, validate: null }] },
  { status: '4XX', content: [{ mediaType: 'application/json', validate: validateNamed }], headers: [] },
];

describe.each(FRAMEWORKS)('replies on %s', (framework) => {
  let running: Running;
  const ask = async (reply: Reply | (() => Reply), extra: Extra = {}, init: RequestInit = {}): Promise<[number, any, Response]> => {
    running = await serve(framework, [{ method: 'get', path: '/x', module: { responses }, handle: () => (typeof reply === 'function' ? reply() : reply) }], {
      ...extra,
      options: { validateResponses: true, ...extra.options },
    });
    const answer = await fetch(`${running.url}/x`, init);
    const text = await answer.text();
    return [answer.status, text.startsWith('{') ? JSON.parse(text) : text, answer];
  };
  afterEach(() => running?.close());
  const typed = (type: string, body: unknown): Reply => ({ headers: { 'content-type': type }, body });

  test.each<[string, Reply, number]>([
    ['the declared body', { body: { name: 'x' } }, 200],
    ['declared text', typed('text/plain', 'right'), 200],
    ['declared bytes', typed('application/octet-stream', Buffer.from([1, 2])), 200],
    ['a declared range of statuses', { status: 409, body: { name: 'x' } }, 409],
    ['a required header', { status: 201, headers: { location: '/x' } }, 201],
    ['a header of the declared type', { body: { name: 'x' }, headers: { 'x-count': '3', 'x-list': '1, 2' } }, 200],
  ])('%s passes', async (_what, reply, status) => {
    expect((await ask(reply))[0]).toBe(status);
  });

  test.each<[string, Reply, unknown]>([
    ['a wrong body', { body: { name: 3 } }, [{ field: 'name', message: 'must be string', in: 'body' }]],
    ['a missing property', { body: {} }, [{ field: 'name', message: 'must have required property "name"', in: 'body' }]],
    ['wrong text', typed('text/plain', 'wrong'), [{ field: '', message: 'is not valid', in: 'body' }]],
    ['an undeclared media type', typed('image/png', Buffer.from('x')), [{ field: 'content-type', message: 'must be application/json, text/*, application/octet-stream', in: 'header' }]],
    ['an undeclared status', { status: 302, headers: { location: '/' } }, []],
    ['a missing header', { status: 201 }, [{ field: 'Location', message: 'is required', in: 'header' }]],
    ['a wrong header', { body: { name: 'x' }, headers: { 'x-count': 'many' } }, [{ field: 'X-Count', message: 'does not match its schema', in: 'header' }]],
  ])('%s is a 500 instead', async (_what, reply, details) => {
    const [status, body, answer] = await ask(reply, {}, { redirect: 'manual', headers: { 'x-request-id': 'r' } });
    expect([status, body.error.code, body.error.details, body.meta.requestId]).toEqual([500, 'RESPONSE_VALIDATION_ERROR', details, 'r']);
    expect(answer.headers.get('content-type')).toBe('application/json');
  });

  test('the API\'s own errors are not checked', async () => {
    const [status] = await ask(() => {
      throw Object.assign(new Error('no'), { status: 503, expose: true });
    });
    expect(status).toBe(503);
  });

  test('HEAD and a conditional 304 have no body to check', async () => {
    expect((await ask({ body: { name: 'x' } }, {}, { method: 'HEAD' }))[0]).toBe(200);
    await running.close();
    expect((await ask({ body: { name: 3 }, status: 304 }))[0]).toBe(304);
  });

  test('a stream is judged by status and type alone', async () => {
    const body = framework === 'koa' ? Readable.from(['{"name":', '3}']) : Buffer.from('x');
    expect((await ask(typed('application/octet-stream', body)))[0]).toBe(200);
    if (framework !== 'koa') return;
    await running.close();
    expect((await ask(typed('image/png', Readable.from(['x']))))[0]).toBe(500);
  });

  test('nothing is checked when switched off', async () => {
    expect((await ask({ body: { name: 3 } }, { options: { validateResponses: false } }))[0]).toBe(200);
  });
});
