import { isRecord } from '../../spec/build-step';
import { pathsIn, pathText, replaceAt, valueAt } from '../body-paths';
import { jsonBody, withBody } from '../json-body';
import type { AttackPattern } from '../pattern';

/** Where a schema is closed, an `isAdmin` that slips through is how people make themselves administrators. */
export const unknownProperty: AttackPattern = {
  id: 'unknown-property',
  title: 'bodies have properties that their schemas do not allow',
  *attacks(subject) {
    const body = jsonBody(subject);
    if (!body) return;
    for (const path of [[], ...pathsIn(body.value)]) {
      const was = valueAt(body.value, path);
      if (!isRecord(was)) continue;
      const changed = replaceAt(body.value, path, { ...was, isAdmin: true });
      if (subject.refuses(body.content.schema, changed)) yield { what: `${pathText(path)} has isAdmin`, request: withBody(subject, changed), wanted: 'refused' };
    }
  },
};
