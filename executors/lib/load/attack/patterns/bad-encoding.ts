import { gzipSync } from 'node:zlib';
import { jsonBody, withRawBody } from '../json-body';
import type { AttackPattern } from '../pattern';

const BOMB_BYTES = 32 * 1024 * 1024;

export const badEncoding: AttackPattern = {
  id: 'bad-encoding',
  title: 'bodies are not coded as they say, or grow when they are decoded',
  *attacks(subject) {
    const body = jsonBody(subject);
    if (!body) return;
    yield { what: 'a body that says gzip and is none', request: withRawBody(subject, JSON.stringify(body.value), { 'content-encoding': 'gzip' }), wanted: 'refused' };
    yield { what: 'a body of an unknown coding', request: withRawBody(subject, JSON.stringify(body.value), { 'content-encoding': 'x-nonsense' }), wanted: 'refused' };
    yield { what: `a gzip body that grows to ${BOMB_BYTES / 1024 / 1024} MiB`, request: withRawBody(subject, bomb(JSON.stringify(body.value)), { 'content-encoding': 'gzip' }), wanted: 'refused' };
  },
};

/** JSON after a lot of blanks, which are part of JSON. */
function bomb(json: string): Uint8Array {
  return gzipSync(Buffer.concat([Buffer.alloc(BOMB_BYTES, ' '), Buffer.from(json)]), { level: 6 });
}
