import { pathsIn, pathText, replaceAt, valueAt } from '../body-paths';
import { jsonBody, withBody } from '../json-body';
import type { AttackPattern } from '../pattern';

/** Texts over which regular expressions with nested repetitions try for ever. */
const TEXTS = [`${'a'.repeat(4000)}!`, `${'1'.repeat(4000)}x`, `${'a.'.repeat(2000)}@`, ' '.repeat(4000) + 'x', `${'a@'.repeat(1500)}`, '-'.repeat(4000)];

export const slowPattern: AttackPattern = {
  id: 'slow-pattern',
  title: 'texts take bad regular expressions for ever',
  *attacks(subject) {
    for (const one of subject.parameters.filter(({ value, parameter }) => typeof value === 'string' && (parameter.in === 'query' || parameter.in === 'header'))) {
      for (const text of TEXTS.slice(0, 3)) yield { what: `${one.parameter.in} parameter ${one.parameter.name} is ${text.slice(0, 8)}… of ${text.length} characters`, request: subject.withParameter(one, text), wanted: 'survived' };
    }
    const body = jsonBody(subject);
    if (!body) return;
    for (const path of pathsIn(body.value).filter((one) => typeof valueAt(body.value, one) === 'string').slice(0, 8)) {
      for (const text of TEXTS) yield { what: `${pathText(path)} is ${text.trim().slice(0, 8)}… of ${text.length} characters`, request: withBody(subject, replaceAt(body.value, path, text)), wanted: 'survived' };
    }
  },
};
