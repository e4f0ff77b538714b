import { deflateSync, gzipSync } from 'node:zlib';
import type { Call } from '../harness/http';
import type { Random } from './random';

const DEEP = 5000;
const JSON_TYPE = { 'content-type': 'application/json' };

/** A wrong, odd or hostile request for `openapi.yaml`; about one in eight is valid. */
export function wrongRequest(random: Random): Call {
  return random.pick(KINDS)(random);
}

const tree = (body: string | Buffer, headers: Record<string, string> = JSON_TYPE, path = '/trees/3'): Call => ({ method: 'POST', path, headers, body });
const form = (type: string, body: string | Buffer): Call => ({ method: 'POST', path: '/forms', headers: { 'content-type': type }, body });

const KINDS: readonly ((random: Random) => Call)[] = [
  (r) => tree(JSON.stringify({ name: 'n', kind: r.pick(['oak', 'elm', 3]), weight: r.below(1000) / 100, children: [{ name: 'c' }] })),
  (r) => tree(mutateText('{"name":"n","children":[{"name":"c"}],"attributes":{"a":null}}', r)),
  (r) => tree(JSON.stringify(randomJson(r, 4))),
  (r) => tree(JSON.stringify({ name: randomJson(r, 1), kind: randomJson(r, 1), weight: randomJson(r, 1), children: randomJson(r, 2) })),
  (r) => tree(r.pick(['[', '{"name":"n","children":['].map((open) => open.repeat(DEEP)))),
  () => tree(`${'{"name":"n","children":['.repeat(DEEP)}${']}'.repeat(DEEP)}`),
  () => tree(`{"name":"n","attributes":${'{"a":'.repeat(DEEP)}1${'}'.repeat(DEEP)}}`),
  (r) => tree(r.pick(['{"__proto__":{"admin":true},"name":"n"}', '{"constructor":{"prototype":{"x":1}},"name":"n"}', '{"name":"n","\\u005f_proto__":1}', '{"name":"n","attributes":{"__proto__":"x"}}'])),
  (r) => (r.below(20) === 0 ? tree(`{"name":"${'x'.repeat(1_500_000)}"}`) : tree('null')),
  (r) => tree(r.bytes(r.below(200)), { ...JSON_TYPE, 'content-type': r.pick(['application/json; charset=utf-16', 'application/json; charset=nonsense', 'application/json;', 'application/json; charset=utf-8']) }),
  (r) => tree(r.bytes(50), { ...JSON_TYPE, 'content-encoding': r.pick(['gzip', 'deflate', 'br', 'zstd', 'x', 'gzip, gzip']) }),
  () => tree(gzipSync('{"name":"n"}'), { ...JSON_TYPE, 'content-encoding': 'gzip' }),
  () => tree(gzipSync(Buffer.alloc(4_000_000, 32)), { ...JSON_TYPE, 'content-encoding': 'gzip' }),
  (r) => tree(deflateSync('{"name":"n"}').subarray(0, r.below(18)), { ...JSON_TYPE, 'content-encoding': 'deflate' }),
  (r) => tree('{"name":"n"}', { 'content-type': r.pick(['', 'json', 'text/html', 'application/xml', '*/*', 'application/json/json', 'multipart/form-data', '\u00ff']) }),
  (r) => tree('{"name":"n"}', JSON_TYPE, `/trees/${r.pick(['0x10', '1e2', '-1', '%', '%zz', '%00', '%c0%80', '', '..', '1/', '9'.repeat(400), '%EF%BC%91'])}`),
  (r) => tree('{"name":"n"}', JSON_TYPE, `/trees/3?${r.pick(['tags=%', 'tags', '&&&', 'filter[', 'filter[]=', 'filter[__proto__]=1', 'filter[a][b][c]=1', 'filter[deep][constructor]=x', 'tags=' + 'a,'.repeat(500), 'tags=1&'.repeat(200), '=', '%E0%A4%A', '\u0001'.replace('\u0001', '%01')])}`),
  (r) => tree('{"name":"n"}', { ...JSON_TYPE, cookie: r.pick(['session=%', 'session', '=', ';;;', 'session=abc; session=abcd', '__proto__=1', 'x'.repeat(3000)]), 'x-limit': r.pick(['NaN', '1e400', '0x1', '']) }),
  (r) => tree('{"name":"n"}', { ...JSON_TYPE, accept: r.pick(['text/html', '*/*;q=0', ';;', 'application/*', ',', 'a'.repeat(2000)]) }),
  (r) => form('application/x-www-form-urlencoded', r.pick(['%', 'min=%zz', 'deep[a]=1&deep[__proto__]=2', '__proto__=1', 'min=1&min=2', 'x[y][z]=1', '&=&=', 'from=2020-13-45'])),
  (r) => form(r.pick(['multipart/form-data; boundary=b', 'multipart/form-data; boundary=', 'multipart/form-data; boundary="b"']), mutateText('--b\r\nContent-Disposition: form-data; name="title"\r\n\r\nt\r\n--b\r\nContent-Disposition: form-data; name="file"; filename="../../f"\r\nContent-Type: text/plain\r\n\r\nxyz\r\n--b--\r\n', r)),
  (r) => form('text/plain', r.bytes(r.below(300))),
  (r) => ({ method: 'PUT', path: `/blobs/${r.pick(['a.bin', 'a.b.txt', '.bin', 'A.txt', 'a.exe', '%2e%2e.bin', 'a%2fb.bin'])}`, headers: { 'content-type': 'application/octet-stream' }, body: r.bytes(r.below(500)) }),
  (r) => ({ method: 'GET', path: '/secrets', headers: r.pick([{}, { 'x-key': '' }, { authorization: 'Basic' }, { authorization: 'Basic ====' }, { authorization: `Basic ${'a'.repeat(4000)}` }, { authorization: 'Bearer x' }]) as Record<string, string> }),
  (r) => ({ method: r.pick(['GET', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD', 'TRACE', 'PROPFIND']), path: r.pick(['/forms', '/trees/1', '/nothing', '//', '/%', '/trees', '/FORMS', '/forms/', '/__proto__', '/constructor', '/../forms', '*'].filter((p) => p !== '*')) }),
];

/** Deletes, doubles or changes a few characters. */
function mutateText(text: string, random: Random): string {
  let out = text;
  for (let n = random.below(4); n >= 0; n--) {
    const at = random.below(out.length + 1);
    const insert = random.pick(['', '"', '{', ']', ',', '\\', '\u0000', '\ud800', 'e', '-', '\r\n', out.slice(at, at + 20)]);
    out = out.slice(0, at) + insert + out.slice(at + random.below(3));
  }
  return out;
}

function randomJson(random: Random, depth: number): unknown {
  const leaf = [null, true, false, 0, -1, 1.5, 1e308, '', 'x', 'name', '\u0000', 'é', 9007199254740993];
  const kind = random.below(depth > 0 ? 6 : 4);
  if (kind < 4) return random.pick(leaf);
  const count = random.below(4);
  if (kind === 4) return Array.from({ length: count }, () => randomJson(random, depth - 1));
  return Object.fromEntries(Array.from({ length: count }, () => [random.pick(['name', 'kind', 'children', 'attributes', 'constructor', 'toString', 'length']), randomJson(random, depth - 1)]));
}
