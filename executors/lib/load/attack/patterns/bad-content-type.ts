import { withRawBody } from '../json-body';
import type { AttackPattern } from '../pattern';

export const badContentType: AttackPattern = {
  id: 'bad-content-type',
  title: 'bodies have a media type that is not declared',
  *attacks(subject) {
    const { good, operation: { requestBody } } = subject;
    if (good.body === undefined || !requestBody) return;
    const declared = requestBody.content.map(({ mediaType }) => mediaType.split(';')[0]!.trim());
    if (declared.some((type) => type.includes('*'))) return;
    for (const type of ['application/x-nonsense', 'text/plain', 'application/xml']) {
      if (!declared.includes(type)) yield { what: `content-type ${type}`, request: withRawBody(subject, good.body, { 'content-type': type }), wanted: 'refused' };
    }
    yield { what: 'content-type that is no media type', request: withRawBody(subject, good.body, { 'content-type': 'json; json' }), wanted: 'refused' };
  },
};
