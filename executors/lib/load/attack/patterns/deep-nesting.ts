import { isRecord } from '../../spec/build-step';
import { jsonBody, withRawBody } from '../json-body';
import type { AttackPattern } from '../pattern';

const DEPTH = 20_000;

export const deepNesting: AttackPattern = {
  id: 'deep-nesting',
  title: 'values are nested deeper than a stack is',
  *attacks(subject) {
    const { good, parameters } = subject;
    const body = jsonBody(subject);
    if (body) {
      const lists = '['.repeat(DEPTH) + ']'.repeat(DEPTH);
      const objects = '{"a":'.repeat(DEPTH) + '1' + '}'.repeat(DEPTH);
      yield { what: `${DEPTH} lists in each other`, request: withRawBody(subject, lists), wanted: subject.refuses(body.content.schema, [[]]) ? 'refused' : 'survived' };
      yield { what: `${DEPTH} objects in each other`, request: withRawBody(subject, objects), wanted: subject.refuses(body.content.schema, { a: { a: 1 } }) ? 'refused' : 'survived' };
      if (isRecord(body.value)) {
        const [name] = Object.keys(body.value);
        const rest = JSON.stringify(body.value).slice(1);
        // Of two members of one name the last counts, so this one is deep and then again what it was.
        if (name !== undefined) yield { what: `${DEPTH} lists in a property that is none of the schema's`, request: withRawBody(subject, `{"nested":${lists},${rest}`), wanted: 'survived' };
      }
    }
    if (parameters.some(({ parameter }) => parameter.in === 'query')) {
      yield { what: '1000 levels of brackets in the query', request: { ...good, target: `${good.target}${good.target.includes('?') ? '&' : '?'}a${'[b]'.repeat(1000)}=1` }, wanted: 'survived' };
    }
  },
};
