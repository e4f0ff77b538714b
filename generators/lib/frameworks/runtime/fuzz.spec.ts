import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import type { MultipartPart } from '../../validation/runtime/types';
import { parameters, validateNamed } from './testing/modules';
import { FRAMEWORKS, serve } from './testing/servers';

const REQUESTS = 600;
const part: MultipartPart = { kind: 'text', array: false, type: 'string', contentTypes: [] };
const content = [
  { mediaType: 'application/json', kind: 'json', validate: validateNamed, prototypeKeys: false },
  { mediaType: 'multipart/form-data', kind: 'multipart', parts: { file: { ...part, kind: 'file' }, meta: { ...part, kind: 'json' } }, validate: null },
  { mediaType: 'text/*', kind: 'text', validate: null },
  { mediaType: '*/*', kind: 'stream' },
] as const;

/** A linear congruential generator: the same requests on every run. */
function chooser(seed: number) {
  let state = seed;
  return <T>(...choices: readonly T[]): T => choices[(state = (state * 1103515245 + 12345) % 2 ** 31) % choices.length]!;
}

/** One request of parts that are right, wrong or absurd. */
function hostile(choose: ReturnType<typeof chooser>): Buffer {
  const body = choose<Buffer | string>(
    '{"name":"x"}', '{"name":', '', '[[[[[', '"\ud800"', Buffer.from([0x22, 0xff, 0x22]), '{"__proto__":{}}', '['.repeat(60_000), 'x'.repeat(70_000),
    gzipSync('{"name":"x"}'), gzipSync(Buffer.alloc(1_000_000)), '--b\r\nContent-Disposition: form-data; name="meta"\r\n\r\n{}\r\n--b--\r\n',
    '--b\r\nContent-Disposition: form-data; name="file"; filename="x"\r\n\r\nxx\r\n--b', '--b\r\n\r\n\r\n--b--', '--b\r\nContent-Disposition: form-data; name="__proto__"\r\n\r\n{}\r\n--b--\r\n',
  );
  const bytes = Buffer.from(body as string);
  const length = choose(bytes.length, bytes.length, bytes.length, 0, Math.max(0, bytes.length - 1));
  const lines = [
    `${choose('POST', 'POST', 'POST', 'PUT', 'GET', 'HEAD', 'OPTIONS', 'TRACE', 'PROPFIND')} ${choose('/u/1', '/u/1?limit=2', '/u/%zz', '/u/%00', '/u//', '//u/1', '/u/1?%', '/u/1?limit=%ff', '/u/../1', 'http://x/u/1', '*', '/u/' + 'a'.repeat(3000))} HTTP/1.1`,
    'Host: x', 'Connection: close', `Content-Length: ${length}`,
    `Content-Type: ${choose('application/json', 'application/json', 'application/json; charset=utf-16', 'multipart/form-data; boundary=b', 'multipart/form-data', 'multipart/form-data; boundary=', 'text/plain; charset=x', 'text/html', 'a/b', '', ';', 'application/json; charset="')}`,
    ...choose([], [], ['Content-Encoding: gzip'], ['Content-Encoding: br'], ['Content-Encoding: nope']),
    ...choose([], [], ['Accept: text/html'], ['Accept: ,;q=,*'], ['X-Request-Id: \x7f'], ['X-Count: 1'], ['Cookie: =;;%zz']),
  ];
  return Buffer.concat([Buffer.from(lines.join('\r\n') + '\r\n\r\n', 'latin1'), bytes]);
}

test.each(FRAMEWORKS)('%s answers hostile requests with no 5xx and stays up', async (framework) => {
  const errors: unknown[] = [];
  const handle = ({ body }: any) => (body?.resume?.(), { body: {} });
  const route = { method: 'post', path: '/u/:id', module: { parameters, body: { required: true, content } }, facts: { produces: ['application/json'] }, handle };
  const running = await serve(framework, [route], { options: { bodyLimit: 65_536, onError: (error) => errors.push(error) } });
  const { port } = running.server.address() as AddressInfo;
  const ask = (request: Buffer): Promise<number> =>
    new Promise((resolve) => {
      let text = '';
      const socket = connect(port, '127.0.0.1', () => socket.write(request));
      socket.setEncoding('latin1').on('data', (chunk: string) => (text += chunk));
      socket.on('error', () => undefined).on('close', () => resolve(Number(/^HTTP\/1.1 (\d+)/.exec(text)?.[1] ?? 0)));
    });
  const choose = chooser(42);
  const statuses = new Map<number, number>();
  for (let i = 0; i < REQUESTS; i += 25) {
    const batch = await Promise.all(Array.from({ length: 25 }, () => ask(hostile(choose))));
    for (const status of batch) statuses.set(status, (statuses.get(status) ?? 0) + 1);
  }
  expect([[...statuses.keys()].filter((status) => status >= 500), errors]).toEqual([[], []]);
  for (const expected of [200, 204, 400, 404, 405, 406, 413, 415]) expect([...statuses.keys()]).toContain(expected);
  await running.close();
}, 120_000);
