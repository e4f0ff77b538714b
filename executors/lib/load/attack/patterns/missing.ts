import { pathsIn, pathText, replaceAt } from '../body-paths';
import { jsonBody, withBody } from '../json-body';
import type { AttackPattern } from '../pattern';

export const missing: AttackPattern = {
  id: 'missing',
  title: 'what is required is left out',
  *attacks(subject) {
    const { values, operation } = subject;
    for (const one of values.parameters.filter(({ parameter }) => parameter.required && parameter.in !== 'path')) {
      yield { what: `no ${one.parameter.in} parameter ${one.parameter.name}`, request: subject.with({ ...values, parameters: values.parameters.filter((other) => other !== one) }), wanted: 'refused' };
    }
    if (operation.requestBody?.required) {
      const { body: _, ...rest } = subject.good;
      const headers = Object.fromEntries(Object.entries(rest.headers).filter(([name]) => name !== 'content-type'));
      yield { what: 'no body', request: { ...rest, headers }, wanted: 'refused' };
    }
    const body = jsonBody(subject);
    if (!body) return;
    for (const path of pathsIn(body.value)) {
      const without = replaceAt(body.value, path, undefined);
      if (typeof path.at(-1) === 'string' && subject.refuses(body.content.schema, without)) yield { what: `body without ${pathText(path)}`, request: withBody(subject, without), wanted: 'refused' };
    }
  },
};
