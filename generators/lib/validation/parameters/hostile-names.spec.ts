import { apiOf, compiledDecoders } from '../../../../e2e/parameters/evaluate';
import type { ParameterFault } from '../runtime/types';

test.each(["a'b", 'a"b', 'a`${b}', 'a*/b', 'a\u2028b', 'a\\', 'a\nb', '__proto__', 'constructor', 'hasOwnProperty', 'value', 'faults', 'q0', 'request', 'ünï', 'a~/b', '<>', '1'])(
  'a name is only ever data: %j', (name) => {
    const object = { type: 'object', properties: { [name]: { type: 'integer', default: 1 } }, patternProperties: { '[/`\'"]': { type: 'integer' } }, additionalProperties: { enum: [name, 5] } };
    const parameters = [
      { name, in: 'query', schema: { type: 'integer' } }, { name, in: 'cookie', style: 'cookie', schema: { enum: [name] } },
      { name: 'deep', in: 'query', style: 'deepObject', schema: object }, { name: 'p', in: 'path', required: true, schema: { type: 'string', default: name } },
    ];
    const path = `/${name.replace(/[/{}]/g, '')}-{p}`;
    const api = apiOf({ openapi: '3.2.0', info: { title: '', version: '' }, paths: { [path]: { get: { operationId: 'o', parameters, responses: {} } } } });
    const decode = compiledDecoders(api).get('o')!;
    const faults: ParameterFault[] = [];
    const sent = encodeURIComponent(name);
    const { query, path: { p } } = decode({ path: `/${encodeURIComponent(name.replace(/[/{}]/g, ''))}-x`, query: `${sent}=7&deep[${sent}]=8`, headers: {} }, faults);
    expect(faults).toEqual([]);
    expect(Object.entries(query)).toEqual([[name, 7], ['deep', expect.anything()]]);
    expect(Object.entries(query['deep'] as object)).toEqual([[name, 8]]);
    expect(p).toBe('x');
    decode({ path: `/${encodeURIComponent(name)}-x`, query: `${sent}=x`, headers: {} }, faults);
    expect(faults.map((f) => f.keyword)).toContain('type');
  },
);
