import { isRecord } from '../../spec/build-step';
import { jsonBody, withRawBody } from '../json-body';
import type { AttackPattern } from '../pattern';

/** What later answers are searched for, too: a polluted server carries it into every object. */
export const POLLUTION = 'pollutedBy7d1f';

export const prototypePollution: AttackPattern = {
  id: 'prototype-pollution',
  title: 'names reach for the prototype of every object',
  *attacks(subject) {
    const { good } = subject;
    const body = jsonBody(subject);
    if (body && isRecord(body.value)) {
      const rest = JSON.stringify(body.value).slice(1, -1);
      const joined = rest === '' ? '' : `,${rest}`;
      yield { what: '__proto__ in the body', request: withRawBody(subject, `{"__proto__":{"${POLLUTION}":true}${joined}}`), wanted: 'survived' };
      yield { what: 'constructor.prototype in the body', request: withRawBody(subject, `{"constructor":{"prototype":{"${POLLUTION}":true}}${joined}}`), wanted: 'survived' };
      yield { what: '__proto__ that makes toString a text', request: withRawBody(subject, `{"__proto__":{"toString":"${POLLUTION}"}${joined}}`), wanted: 'survived' };
    }
    const join = good.target.includes('?') ? '&' : '?';
    yield { what: '__proto__ in the query', request: { ...good, target: `${good.target}${join}__proto__[${POLLUTION}]=1&constructor[prototype][${POLLUTION}]=1` }, wanted: 'survived' };
  },
};
