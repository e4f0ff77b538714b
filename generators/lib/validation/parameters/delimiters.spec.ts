import { compiledDecoders } from '../../../../e2e/parameters/evaluate';
import { serializeBody } from '../../examples/serialize-body';
import { serializeParameter } from '../../examples/serialize-parameter';
import type { Parameter } from '../../model';
import { buildApi } from '../../model/build-api';
import { readFiles } from '../../openapi/testing';
import type { ParameterFault } from '../runtime/types';

const LIST = { type: 'array', items: { type: 'integer' } };
const FORMATS = ['csv', 'ssv', 'tsv', 'pipes'];
const PLACES = ['path', 'query', 'header'] as const;

async function swagger(parameters: object[]) {
  const path = '/a' + parameters.map((p) => ((p as Parameter).in === 'path' ? `/{${(p as Parameter).name}}` : '')).join('');
  const { document, codes } = await readFiles({ 'a.json': { swagger: '2.0', info: { title: '', version: '' }, paths: { [path]: { post: { operationId: 'o', parameters, responses: { 200: { description: '' } } } } } } });
  expect(codes).toEqual([]);
  return buildApi(document).value;
}

describe.each(PLACES)('collectionFormat in %s', (place) => {
  test.each(FORMATS)('%s is read as it is written', async (collectionFormat) => {
    const api = await swagger([{ name: 'p', in: place, required: true, ...LIST, collectionFormat }]);
    const [parameter] = api.operations[0]!.parameters;
    const sent = serializeParameter(parameter!, [1, -2, 3]).map(([name, text]) => (name === '' ? text : `${name}=${text}`)).join('&');
    const [encoded, plain] = { csv: [',', ','], ssv: ['%20', ' '], tsv: ['%09', '\t'], pipes: ['%7C', '|'] }[collectionFormat]!;
    expect(sent.replace('p=', '').split(place === 'header' ? plain! : encoded!)).toEqual(['1', '-2', '3']);
    const faults: ParameterFault[] = [];
    const raw = { path: `/a/${sent}`, query: place === 'query' ? sent : '', headers: place === 'header' ? { p: sent } : {} };
    const decoded = compiledDecoders(api).get('o')!(raw, faults);
    expect([faults, decoded[place === 'header' ? 'headers' : place]]).toEqual([[], { p: [1, -2, 3] }]);
  });
});

test.each(FORMATS)('%s of a form field is written by its delimiter', async (collectionFormat) => {
  const api = await swagger([{ name: 'p', in: 'formData', ...LIST, collectionFormat }]);
  const [media] = api.operations[0]!.requestBody!.content;
  expect(serializeBody(media!, { p: [1, 2] }).text).toBe({ csv: 'p=1,2', ssv: 'p=1%202', tsv: 'p=1%092', pipes: 'p=1%7C2' }[collectionFormat]);
});
