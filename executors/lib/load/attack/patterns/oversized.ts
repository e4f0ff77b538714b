import { jsonBody, withRawBody } from '../json-body';
import type { AttackPattern } from '../pattern';

/** Beyond what any body of JSON needs, and any framework takes by default. */
const BODY_BYTES = 16 * 1024 * 1024;

export const oversized: AttackPattern = {
  id: 'oversized',
  title: 'bodies, headers and addresses are far too long',
  *attacks(subject) {
    const { good } = subject;
    const body = jsonBody(subject);
    if (body) yield { what: `a body of ${BODY_BYTES / 1024 / 1024} MiB`, request: withRawBody(subject, ' '.repeat(BODY_BYTES) + JSON.stringify(body.value)), wanted: 'refused' };
    yield { what: 'a header of 64 KiB', request: { ...good, headers: { ...good.headers, 'x-long': 'a'.repeat(65_536) } }, wanted: 'refused' };
    yield { what: 'a query of 64 KiB', request: { ...good, target: `${good.target}${good.target.includes('?') ? '&' : '?'}long=${'a'.repeat(65_536)}` }, wanted: 'refused' };
  },
};
