import { pathsIn, pathText, valueAt } from '../body-paths';
import { jsonBody, withRawBody } from '../json-body';
import { replaceAt } from '../body-paths';
import type { AttackPattern } from '../pattern';

/** Numbers that JSON can say and a double, a 32-bit integer or a database cannot. */
const NUMBERS = ['1e400', '-1e400', '9007199254740993', '99999999999999999999999999', '1e-400', `1${'0'.repeat(5000)}`];
const MARK = '"NUMBER-7d1f"';

export const hugeNumber: AttackPattern = {
  id: 'huge-number',
  title: 'numbers are larger than numbers are',
  *attacks(subject) {
    for (const one of subject.parameters.filter(({ value }) => typeof value === 'number')) {
      for (const text of NUMBERS.slice(0, 4)) yield { what: `${one.parameter.in} parameter ${one.parameter.name} is ${text}`, request: subject.withParameter(one, text), wanted: 'survived' };
    }
    const body = jsonBody(subject);
    if (!body) return;
    for (const path of pathsIn(body.value).filter((one) => typeof valueAt(body.value, one) === 'number').slice(0, 8)) {
      const text = JSON.stringify(replaceAt(body.value, path, JSON.parse(MARK)));
      for (const number of NUMBERS) yield { what: `${pathText(path)} is ${number.slice(0, 30)}`, request: withRawBody(subject, text.replace(MARK, number)), wanted: 'survived' };
    }
  },
};
