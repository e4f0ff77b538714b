import { pathsIn, pathText, replaceAt, valueAt } from '../body-paths';
import { jsonBody, withBody } from '../json-body';
import { refusesText } from '../parameter-texts';
import type { AttackPattern } from '../pattern';

const NUMBERS = [-1, 0, -1e9, 1e9, 1e15, 0.1];
const TEXTS = ['', ' ', 'not one of them', '2024-13-45', 'x'.repeat(300), 'not@an@address', '-1'];

export const outOfBounds: AttackPattern = {
  id: 'out-of-bounds',
  title: 'values break the bounds, lists, formats and patterns of their schemas',
  *attacks(subject) {
    for (const one of subject.parameters) {
      const wrong = typeof one.value === 'number' ? NUMBERS.map(String) : typeof one.value === 'string' ? TEXTS.filter((text) => one.parameter.in !== 'path' || text.trim() !== '') : [];
      const text = wrong.find((candidate) => refusesText(subject, one.parameter, candidate) && !(one.parameter.in === 'header' && candidate.trim() === ''));
      if (text === undefined) continue;
      yield { what: `${one.parameter.in} parameter ${one.parameter.name} is ${shown(text)}`, request: subject.withParameter(one, text), wanted: 'refused' };
    }
    const body = jsonBody(subject);
    if (!body) return;
    for (const path of pathsIn(body.value)) {
      const was = valueAt(body.value, path);
      const candidates: readonly unknown[] = typeof was === 'number' ? NUMBERS : typeof was === 'string' ? TEXTS : Array.isArray(was) ? [[], Array(1000).fill(was[0])] : [];
      let found = 0;
      for (const other of candidates) {
        const changed = replaceAt(body.value, path, other);
        if (found === 2 || !subject.refuses(body.content.schema, changed)) continue;
        found++;
        yield { what: `${pathText(path)} is ${shown(other)}`, request: withBody(subject, changed), wanted: 'refused' };
      }
    }
  },
};

function shown(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 40)}… (${text.length} characters)` : text;
}
