import { pathsIn, pathText, replaceAt, valueAt } from '../body-paths';
import { jsonBody, withBody } from '../json-body';
import { refusesText } from '../parameter-texts';
import type { AttackPattern } from '../pattern';

const OTHERS: readonly unknown[] = ['wrong type', 12.5, true, null, [], {}, [null], { a: 1 }];

export const wrongType: AttackPattern = {
  id: 'wrong-type',
  title: 'values are of another type',
  *attacks(subject) {
    for (const one of subject.parameters) {
      const text = ['not-a-number', 'maybe', '1.5', 'null'].find((wrong) => refusesText(subject, one.parameter, wrong));
      if (text === undefined) continue;
      yield { what: `${one.parameter.in} parameter ${one.parameter.name} is ${text}`, request: subject.withParameter(one, text), wanted: 'refused' };
    }
    const body = jsonBody(subject);
    if (!body) return;
    for (const path of [[], ...pathsIn(body.value)]) {
      const was = valueAt(body.value, path);
      let found = 0;
      for (const other of OTHERS.filter((value) => kind(value) !== kind(was))) {
        const changed = replaceAt(body.value, path, other);
        if (found === 3 || !subject.refuses(body.content.schema, changed)) continue;
        found++;
        yield { what: `${pathText(path)} is ${JSON.stringify(other)}`, request: withBody(subject, changed), wanted: 'refused' };
      }
    }
  },
};

function kind(value: unknown): string {
  return value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
}
