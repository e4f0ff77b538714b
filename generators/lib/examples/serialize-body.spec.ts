import { apiOf } from '../../../e2e/parameters/evaluate';
import type { MediaType } from '../model';
import { BOUNDARY, serializeBody } from './serialize-body';

function media(mediaType: string, encoding: object = {}): MediaType {
  const post = { operationId: 'o', requestBody: { content: { [mediaType]: { schema: {}, encoding } } }, responses: {} };
  return apiOf({ openapi: '3.2.0', info: { title: '', version: '' }, paths: { '/a': { post } } }).operations[0]!.requestBody!.content[0]!;
}

test.each<[string, unknown, string, string]>([
  ['application/json', { a: 'é' }, 'application/json', '{"a":"é"}'], ['application/vnd.a+json; v=1', 1, 'application/vnd.a+json', '1'],
  ['text/plain', 'hi', 'text/plain', 'hi'], ['text/*', 'hi', 'text/plain', 'hi'], ['*/*', 'hi', 'application/octet-stream', 'hi'],
  ['image/*', 'bytes', 'image/png', 'bytes'], ['application/json', null, 'application/json', 'null'],
])('%s of %j', (mediaType, value, contentType, text) => {
  expect(serializeBody(media(mediaType), value)).toEqual({ contentType, text });
});

describe('application/x-www-form-urlencoded', () => {
  const form = (value: unknown, encoding = {}) => serializeBody(media('application/x-www-form-urlencoded', encoding), value).text;

  test.each<[string, unknown, string, object?]>([
    ['primitives', { a: 'x y&z', 'k=': 1, b: true, n: null }, 'a=x%20y%26z&k%3D=1&b=true&n='],
    ['a list repeated, an object in brackets', { l: [1, 2], o: { p: { q: 1 } } }, 'l=1&l=2&o%5Bp%5D%5Bq%5D=1'],
    ['objects in a list', { l: [{ a: 1 }, { a: 2, b: [3] }] }, 'l%5B0%5D%5Ba%5D=1&l%5B1%5D%5Ba%5D=2&l%5B1%5D%5Bb%5D%5B%5D=3'],
    ['an exploded list', { l: [1, 2] }, 'l=1&l=2', { l: { style: 'form', explode: true } }],
    ['a list without explode', { l: ['a,b', 'c'] }, 'l=a%2Cb,c', { l: { explode: false } }],
    ['an exploded object', { o: { R: 1, G: 2 } }, 'R=1&G=2', { o: { style: 'form' } }],
    ['pipes', { l: [1, 2] }, 'l=1%7C2', { l: { style: 'pipeDelimited', explode: false } }],
    ['spaces', { l: [1, 2] }, 'l=1%202', { l: { style: 'spaceDelimited', explode: false } }],
    ['deepObject', { o: { R: 1 } }, 'o%5BR%5D=1', { o: { style: 'deepObject', explode: true } }],
    ['JSON', { o: { R: [1] } }, 'o=%7B%22R%22%3A%5B1%5D%7D', { o: { contentType: 'application/json' } }],
  ])('%s', (_what, value, expected, encoding = {}) => expect(form(value, encoding)).toBe(expected));
});

describe('multipart/form-data', () => {
  const send = (value: unknown, encoding = {}) => serializeBody(media('multipart/form-data', encoding), value);

  it('has a boundary and a part for each item, with the types its encoding names', () => {
    const { contentType, text } = send({ s: 'a\r\nb', l: [1, 2], o: { k: 1 }, f: 'bytes' }, { f: { contentType: 'image/*, text/plain' } });
    expect(contentType).toBe(`multipart/form-data; boundary=${BOUNDARY}`);
    const parts = text.split(`--${BOUNDARY}`);
    expect(parts.at(-1)).toBe('--\r\n');
    expect(parts.slice(1, -1)).toEqual([
      '\r\nContent-Disposition: form-data; name="s"\r\n\r\na\r\nb\r\n',
      '\r\nContent-Disposition: form-data; name="l"\r\n\r\n1\r\n',
      '\r\nContent-Disposition: form-data; name="l"\r\n\r\n2\r\n',
      '\r\nContent-Disposition: form-data; name="o"\r\nContent-Type: application/json\r\n\r\n{"k":1}\r\n',
      '\r\nContent-Disposition: form-data; name="f"; filename="example.txt"\r\nContent-Type: image/png\r\n\r\nbytes\r\n',
    ]);
  });

  it('keeps names from ending the header', () => {
    expect(send({ 'a"\r\nX: y': 1 }).text).toContain('name="a%22%0D%0AX: y"\r\n\r\n1');
  });

  it('is read by a parser as it was meant', async () => {
    const { contentType, text } = send({ s: 'é', l: ['a', 'b'] });
    const form = await new Response(text, { headers: { 'content-type': contentType } }).formData();
    expect([form.get('s'), form.getAll('l')]).toEqual(['é', ['a', 'b']]);
  });
});
