import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { Agent, request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import type { MultipartPart, OperationModule, RequestContent } from '../../validation/runtime/types';
import { FRAMEWORKS, serve } from './testing/servers';
import type { Extra, Route, Running, Seen } from './testing/servers';
import type { UploadedFile } from './uploaded-file';

const part = (kind: MultipartPart['kind'], more: Partial<MultipartPart> = {}): MultipartPart => ({ kind, array: false, type: 'string', contentTypes: [], ...more });
const parts = {
  file: part('file'),
  image: part('file', { contentTypes: ['image/*'] }),
  files: part('file', { array: true }),
  name: part('text'),
  tags: part('text', { array: true }),
  count: part('text', { type: 'integer' }),
  ratio: part('text', { type: 'number' }),
  on: part('text', { type: 'boolean' }),
  meta: part('json', { type: 'any' }),
};
const multipart = (more: Partial<Extract<RequestContent, { kind: 'multipart' }>> = {}): OperationModule['body'] => ({
  required: true,
  content: [{ mediaType: 'multipart/form-data', kind: 'multipart', parts, validate: null, ...more }],
});
// A folder of its own: the same tests run beside these, on another framework.
const ownFolder = mkdtempSync(path.join(tmpdir(), 'bodies-'));
jest.spyOn(jest.requireActual<typeof import('node:os')>('node:os'), 'tmpdir').mockReturnValue(ownFolder);
afterAll(() => {
  jest.restoreAllMocks();
  rmSync(ownFolder, { recursive: true, force: true });
});
const temporaryFiles = (): string[] => readdirSync(tmpdir()).filter((name) => name.startsWith('upload-'));
const describeFile = async (file: UploadedFile) => {
  const bytes = await buffer(file.stream());
  return { fieldName: file.fieldName, fileName: file.fileName, mediaType: file.mediaType, size: file.size, same: bytes.equals(await file.buffer()), first: bytes.toString('utf8', 0, 5) };
};

describe.each(FRAMEWORKS)('bodies on %s', (framework) => {
  let running: Running;
  let seen: Seen | undefined;
  const start = async (body: OperationModule['body'], handle: Route['handle'], extra?: Extra): Promise<void> => {
    seen = undefined;
    running = await serve(framework, [{ method: 'post', path: '/x', module: { body }, handle: (s) => ((seen = s), handle!(s)) }], extra);
  };
  const send = (body: NonNullable<RequestInit['body']> | Buffer, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(`${running.url}/x`, { method: 'POST', body: body as NonNullable<RequestInit['body']>, headers, duplex: 'half' } as RequestInit);
  afterEach(() => running?.close());

  describe('multipart', () => {
    const echo = async ({ body }: Seen) => {
      const entries = Object.entries(body).map(async ([name, value]: [string, any]) => [
        name,
        Array.isArray(value) && value[0]?.stream ? await Promise.all(value.map(describeFile)) : value?.stream ? await describeFile(value) : value,
      ]);
      return { body: Object.fromEntries(await Promise.all(entries)) };
    };

    test('fields are coerced by their declared type, files can be read twice', async () => {
      await start(multipart(), echo);
      const form = new FormData();
      for (const [name, value] of [['name', '3'], ['tags', 'a'], ['tags', 'b'], ['count', '3'], ['ratio', '-1.5e2'], ['on', 'true'], ['other', '1'], ['meta', '{"a":1}']]) form.append(name!, value!);
      form.append('file', new Blob(['hello'], { type: 'text/plain' }), '../../etc/pässwd');
      form.append('files', new Blob(['one']), 'one');
      const reply = await send(form);
      expect(await reply.json()).toEqual({
        name: '3', tags: ['a', 'b'], count: 3, ratio: -150, on: true, other: '1', meta: { a: 1 },
        file: { fieldName: 'file', fileName: 'pässwd', mediaType: 'text/plain', size: 5, same: true, first: 'hello' },
        files: [{ fieldName: 'files', fileName: 'one', mediaType: 'application/octet-stream', size: 3, same: true, first: 'one' }],
      });
    });

    test.each([['0x10'], ['1.5'], [''], ['1e3'], ['01'], [' 1']])('%j is no integer', async (text) => {
      await start(multipart(), echo);
      const form = new FormData();
      form.append('count', text);
      expect(await (await send(form)).json()).toEqual({ count: text });
    });

    test('a JSON part may carry a file name, an unused file input is left out', async () => {
      await start(multipart(), echo);
      const form = new FormData();
      form.append('meta', new Blob(['[1]'], { type: 'application/json' }), 'blob');
      form.append('file', new Blob([]), '');
      expect(await (await send(form)).json()).toEqual({ meta: [1] });
    });

    test('what is wrong in parts is a 400 with the field', async () => {
      await start(multipart(), echo);
      const form = new FormData();
      form.append('meta', '{');
      form.append('__proto__', 'x');
      form.append('image', new Blob(['x'], { type: 'text/html' }), 'x.html');
      const reply = await send(form);
      expect([reply.status, ((await reply.json()) as any).error.details.map((d: any) => d.field)]).toEqual([400, ['meta', '__proto__', 'image']]);
    });

    test('big files go through temporary files, which are gone after the reply', async () => {
      let during = 0;
      await start(multipart(), async ({ body }) => {
        during = temporaryFiles().length;
        return { body: await describeFile(body.file) };
      });
      const before = temporaryFiles().length;
      const form = new FormData();
      form.append('file', new Blob([Buffer.alloc(300_000, 'x')]), 'x');
      expect(await (await send(form)).json()).toMatchObject({ size: 300_000, same: true, first: 'xxxxx' });
      expect(during).toBe(before + 1);
      await eventually(() => temporaryFiles().length === before);
    });

    test.each<[string, Extra['options'], (form: FormData) => void]>([
      ['a file', { fileSizeLimit: 100_000 }, (form) => form.append('file', new Blob([Buffer.alloc(100_001)]), 'x')],
      ['fields', { bodyLimit: 1000, fileSizeLimit: 100_000 }, (form) => (form.append('name', 'x'.repeat(600)), form.append('other', 'x'.repeat(600)))],
      ['a field', { bodyLimit: 1000, fileSizeLimit: 100_000 }, (form) => form.append('name', 'x'.repeat(1001))],
      ['the number of files', { maxFiles: 1 }, (form) => (form.append('files', new Blob(['x']), 'x'), form.append('files', new Blob(['x']), 'y'))],
      ['the number of fields', { maxFields: 1 }, (form) => (form.append('name', 'x'), form.append('tags', 'y'))],
      ['everything together', { bodyLimit: 1000, maxFiles: 1, fileSizeLimit: 1000 }, (form) => form.append('file', new Blob([Buffer.alloc(9000)]), 'x')],
    ])('413 when %s is beyond the limit', async (_what, options, fill) => {
      await start(multipart(), echo, { options: options! });
      const before = temporaryFiles().length;
      const form = new FormData();
      fill(form);
      const reply = await send(form);
      expect([reply.status, seen]).toEqual([413, undefined]);
      await eventually(() => temporaryFiles().length === before);
    });

    test.each([
      ['no boundary', 'multipart/form-data', 'x'],
      ['no end', 'multipart/form-data; boundary=b', '--b\r\nContent-Disposition: form-data; name="name"\r\n\r\nval'],
      ['a file without an end', 'multipart/form-data; boundary=b', '--b\r\nContent-Disposition: form-data; name="file"; filename="x"\r\n\r\nval'],
      ['no parts', 'multipart/form-data; boundary=b', 'nothing like it'],
      ['a part without a name', 'multipart/form-data; boundary=b', '--b\r\nContent-Disposition: form-data; \r\nme="name"\r\n\r\nval\r\n--b--\r\n'],
      ['a file without a name', 'multipart/form-data; boundary=b', '--b\r\nContent-Disposition: form-data; filename="x"\r\n\r\nval\r\n--b--\r\n'],
    ])('400 for %s', async (_what, type, body) => {
      await start(multipart(), echo);
      const reply = await send(body, { 'content-type': type });
      expect([reply.status, seen]).toEqual([400, undefined]);
    });

    test('long names count as text', async () => {
      await start(multipart(), echo, { options: { bodyLimit: 100_000 } });
      const form = new FormData();
      for (const i of [1, 2, 3]) form.append(String(i).repeat(40_000), 'x');
      expect((await send(form)).status).toBe(413);
    });
    test('may be compressed', async () => {
      await start(multipart(), echo);
      const body = gzipSync('--b\r\nContent-Disposition: form-data; name="name"\r\n\r\nval\r\n--b--\r\n');
      expect(await (await send(body, { 'content-type': 'multipart/form-data; boundary=b', 'content-encoding': 'gzip' })).json()).toEqual({ name: 'val' });
    });

    test('a client that leaves leaves nothing behind', async () => {
      await start(multipart(), echo);
      const before = temporaryFiles().length;
      const upload = httpRequest(`${running.url}/x`, { method: 'POST', headers: { 'content-type': 'multipart/form-data; boundary=b' } });
      upload.on('error', () => undefined);
      upload.write('--b\r\nContent-Disposition: form-data; name="file"; filename="x"\r\n\r\n');
      upload.write(Buffer.alloc(500_000, 'x'));
      await eventually(() => temporaryFiles().length === before + 1);
      upload.destroy();
      await eventually(() => temporaryFiles().length === before);
      expect(seen).toBeUndefined();
    });

    test('50 MB pass in flat memory', async () => {
      await start(multipart(), async ({ body }) => ({ body: { size: body.file.size } }), { options: { fileSizeLimit: 60_000_000 } });
      const chunk = Buffer.alloc(64 * 1024, 'x');
      let peak = 0;
      setFlagsFromString('--expose-gc');
      const collect = runInNewContext('gc') as () => void;
      // Twice: array buffers go with the sweep after the one that freed their owners.
      const held = (): number => (collect(), collect(), process.memoryUsage().arrayBuffers);
      const before = held();
      const size = await new Promise<number>((resolve, reject) => {
        const upload = httpRequest(`${running.url}/x`, { method: 'POST', headers: { 'content-type': 'multipart/form-data; boundary=b' } }, (reply) =>
          buffer(reply).then((bytes) => resolve(JSON.parse(bytes.toString()).size), reject),
        );
        upload.on('error', reject);
        upload.write('--b\r\nContent-Disposition: form-data; name="file"; filename="x"\r\n\r\n');
        let left = 800;
        const more = (): void => {
          for (; left > 0; left--) {
            if (left % 200 === 0) peak = Math.max(peak, held() - before);
            if (!upload.write(chunk)) return void (left--, upload.once('drain', more));
          }
          upload.end('\r\n--b--\r\n');
        };
        more();
      });
      expect(size).toBe(800 * 64 * 1024);
      expect(peak).toBeLessThan(16_000_000);
    }, 60_000);
  });

  describe('streams', () => {
    const stream: OperationModule['body'] = { required: true, content: [{ mediaType: 'application/octet-stream', kind: 'stream' }] };
    const octets = { 'content-type': 'application/octet-stream' };
    const size = async ({ body }: Seen) => ({ body: { size: (await buffer(body)).length } });

    test('arrive as they are sent, inflated', async () => {
      await start(stream, size);
      expect(await (await send(Buffer.alloc(200_000), octets)).json()).toEqual({ size: 200_000 });
      expect(await (await send(gzipSync(Buffer.alloc(200_000)), { ...octets, 'content-encoding': 'gzip' })).json()).toEqual({ size: 200_000 });
    });
    test('fail with 413 beyond the limit, also inflated', async () => {
      await start(stream, size, { options: { bodyLimit: 1000 } });
      expect((await send(Buffer.alloc(1001), octets)).status).toBe(413);
      expect((await send(new Blob([Buffer.alloc(1001)]).stream(), octets)).status).toBe(413);
      expect((await send(gzipSync(Buffer.alloc(100_000)), { ...octets, 'content-encoding': 'gzip' })).status).toBe(413);
    });
    test('fail with 400 when their encoding is broken', async () => {
      await start(stream, size);
      expect((await send(Buffer.from('no gzip'), { ...octets, 'content-encoding': 'gzip' })).status).toBe(400);
    });
    test('need not be read', async () => {
      await start(stream, () => ({ body: 'ok' }));
      expect((await send(Buffer.alloc(500_000), octets)).status).toBe(200);
      expect((await send(gzipSync('x').subarray(0, 5), { ...octets, 'content-encoding': 'gzip' })).status).toBe(200);
    });
    // Half a megabyte lies unread in the connection: whoever has its next request would wait for ever.
    test.each<[string, Route['handle'], Record<string, string>, number]>([
      ['is not read', () => ({ body: 'ok' }), {}, 200],
      ['is left half way', async ({ body }) => { for await (const _ of body) break; return { body: 'ok' }; }, {}, 200],
      ['is refused half way', size, { 'transfer-encoding': 'chunked' }, 413],
      ['inflates too far', size, { 'content-encoding': 'gzip' }, 413],
    ])('leave their connection usable when one %s', async (_what, handle, headers, status) => {
      await start(stream, handle, { options: { bodyLimit: status === 413 ? 100_000 : 1_000_000 } });
      const agent = new Agent({ keepAlive: true, maxSockets: 1 });
      const body = headers['content-encoding'] ? Buffer.concat([gzipSync(Buffer.alloc(200_000)), randomBytes(99_000)]) : Buffer.alloc(500_000);
      const post = (bytes: Buffer, more: Record<string, string>) => new Promise((resolve, reject) => {
        const sent = httpRequest(`${running.url}/x`, { method: 'POST', agent, headers: { ...octets, ...more } }, (reply) => reply.resume().on('end', () => resolve(reply.statusCode)));
        sent.on('error', reject).setTimeout(3000, () => sent.destroy(new Error('no answer'))).end(bytes);
      });
      expect(await post(body, headers)).toBe(status);
      expect(await post(Buffer.from('x'), {})).toBe(200);
      agent.destroy();
    });
    test('fail in the handler when the client leaves', async () => {
      let failed: any;
      await start(stream, async ({ body }) => {
        await buffer(body).catch((error) => (failed = error));
        return {};
      });
      const upload = httpRequest(`${running.url}/x`, { method: 'POST', headers: octets });
      upload.on('error', () => undefined);
      upload.write('some');
      await eventually(() => seen !== undefined);
      upload.destroy();
      await eventually(() => failed !== undefined);
      expect(failed.name).toBe('Aborted');
    });
    test('may be empty', async () => {
      await start(stream, size);
      const reply = await send('', octets);
      expect([reply.status, await reply.json()]).toEqual([200, { size: 0 }]);
    });
  });

  test('forms are decoded by the operation', async () => {
    const decode = (text: string, faults: any[]) => {
      if (text === 'bad') faults.push({ instancePath: '/a', keyword: 'type', message: 'must be integer', params: {} });
      return Object.fromEntries(new URLSearchParams(text));
    };
    await start({ required: true, content: [{ mediaType: 'application/x-www-form-urlencoded', kind: 'form', decode, validate: null }] }, ({ body }) => ({ body }));
    expect(await (await send(new URLSearchParams({ a: 'é 1' }))).json()).toEqual({ a: 'é 1' });
    expect((await send('bad', { 'content-type': 'application/x-www-form-urlencoded' })).status).toBe(400);
    const empty = await send('', { 'content-type': 'application/x-www-form-urlencoded' });
    expect([empty.status, await empty.json()]).toEqual([200, {}]);
  });

  test('text is text', async () => {
    await start({ required: true, content: [{ mediaType: 'text/plain', kind: 'text', validate: (v) => v !== 'no' }] }, ({ body }) => ({ body: { body } }));
    expect(await (await send('héllo', { 'content-type': 'text/plain; charset=utf-8' })).json()).toEqual({ body: 'héllo' });
    expect((await send('no', { 'content-type': 'text/plain' })).status).toBe(400);
  });

  test('a client that leaves while it is authenticated keeps no handler waiting for its body', async () => {
    let [closed, authenticated, ran] = [false, 0, 0];
    const authenticate = async () => {
      await eventually(() => closed);
      authenticated++;
      return 'me';
    };
    const body: OperationModule['body'] = { required: true, content: [{ mediaType: 'application/octet-stream', kind: 'stream' }] };
    const handle = async ({ body: stream }: Seen) => (ran++, await buffer(stream), {});
    running = await serve(framework, [{ method: 'post', path: '/x', module: { body }, facts: { security: [{ key: [] }] }, handle }], { schemes: { key: { type: 'oauth2' } }, authenticators: { key: authenticate } });
    running.server.on('request', (request) => request.on('close', () => (closed = true)));
    const upload = httpRequest(`${running.url}/x`, { method: 'POST', headers: { 'content-type': 'application/octet-stream', authorization: 'Bearer x' } });
    upload.on('error', () => undefined);
    upload.write('some');
    await new Promise((resolve) => running.server.once('request', resolve));
    upload.destroy();
    await eventually(() => authenticated === 1);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(ran).toBe(0);
  });

  test('an aborted JSON upload runs no handler and is no error', async () => {
    const errors: unknown[] = [];
    let closed = 0;
    await start({ required: true, content: [{ mediaType: 'application/json', kind: 'json', validate: null, prototypeKeys: false }] }, () => ({}), {
      options: { onError: (error) => errors.push(error) },
    });
    running.server.on('request', (request) => request.on('close', () => closed++));
    const upload = httpRequest(`${running.url}/x`, { method: 'POST', headers: { 'content-type': 'application/json' } });
    upload.on('error', () => undefined);
    upload.write('{"a":');
    await eventually(() => running.server.connections !== 0);
    await new Promise((resolve) => setTimeout(resolve, 50));
    upload.destroy();
    await eventually(() => closed === 1);
    expect([seen, errors]).toEqual([undefined, []]);
  });
});

/** Waits for something that happens after the reply, such as a file's removal. */
async function eventually(holds: () => boolean): Promise<void> {
  for (let i = 0; i < 200 && !holds(); i++) await new Promise((resolve) => setTimeout(resolve, 10));
  expect(holds()).toBe(true);
}
