import { jsonBody, withRawBody } from '../json-body';
import type { AttackPattern } from '../pattern';

export const malformedJson: AttackPattern = {
  id: 'malformed-json',
  title: 'bodies are no JSON',
  *attacks(subject) {
    const body = jsonBody(subject);
    if (!body) return;
    const good = JSON.stringify(body.value);
    const texts: Record<string, string | Uint8Array> = {
      'a body that ends half-way': good.slice(0, Math.max(1, Math.floor(good.length / 2))),
      'a body with a comma too much': `{"a":1,}`,
      'a body in single quotes': `{'a':1}`,
      'NaN': 'NaN',
      'a body with text after it': `${good} garbage`,
      'two bodies': `${good}${good}`,
      'bytes that are no UTF-8': Buffer.concat([Buffer.from('{"a":"'), Buffer.from([0xc3, 0x28, 0xff]), Buffer.from('"')]),
      'a lone brace': '{',
    };
    for (const [what, text] of Object.entries(texts)) yield { what, request: withRawBody(subject, text), wanted: 'refused' };
  },
};
