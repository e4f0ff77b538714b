import { parse } from 'yaml';
import { editYaml } from './edit-yaml';

const TEXT = `# The shop
openapi: 3.1.0
info: { title: Shop, version: "1" } # inline
paths:
  # all orders
  /orders:
    get:
      operationId: listOrders   # keep me
      description: >
        Folded text
        stays folded.
      parameters:
        - name: limit
          in: query
          schema: {type: integer, maximum: 100}
        - { name: q, in: query }
      responses:
        '200':
          description: 'ok'
  /old:
    get:
      responses: {}

components:
  schemas:
    Order:
      type: object
`;

type Json = Record<string, any>;
const edited = (change: (document: Json) => void, text = TEXT): { text: string; rewritten: boolean } => {
  const target = parse(text) as Json;
  change(target);
  const result = editYaml(text, target);
  expect(parse(result.text)).toEqual(target);
  return result;
};

/** Lines of the first that the second does not have. */
const lost = (before: string, after: string): string[] => before.split('\n').filter((line) => !after.split('\n').includes(line));

describe('editYaml', () => {
  it('leaves a text that says the same byte for byte', () => {
    expect(edited(() => {})).toEqual({ text: TEXT, rewritten: false });
  });

  it('writes a value, a new member and a new path without touching other lines', () => {
    const { text, rewritten } = edited((d) => {
      d.paths['/orders'].get.operationId = 'getOrders';
      d.paths['/orders'].get.responses['404'] = { description: 'no such' };
      d.paths['/new'] = { post: { responses: { 201: { description: 'yes: it is' } } } };
    });
    expect(rewritten).toBe(false);
    expect(lost(TEXT, text)).toEqual(['      operationId: listOrders   # keep me']);
    expect(text).toContain('      operationId: getOrders   # keep me\n');
  });

  it('removes a path, and the first member behind a dash', () => {
    const { text } = edited((d) => {
      delete d.paths['/old'];
      delete d.paths['/orders'].get.parameters[0].name;
    });
    expect(lost(TEXT, text)).toEqual(['        - name: limit', '          in: query', '  /old:', '      responses: {}']);
  });

  it('appends to lists and takes from their end', () => {
    expect(edited((d) => d.paths['/orders'].get.parameters.push({ name: 'page', in: 'query' })).text).toContain('        - { name: q, in: query }\n        - name: page\n          in: query\n');
    expect(edited((d) => d.paths['/orders'].get.parameters.pop()).text).not.toContain('name: q');
  });

  it('writes anew only the member that holds a collection on one line', () => {
    const { text } = edited((d) => (d.paths['/orders'].get.parameters[0].schema.maximum = 50));
    expect(lost(TEXT, text)).toEqual(['          schema: {type: integer, maximum: 100}']);
  });

  it('keeps an end without a line break, and CRLF', () => {
    edited((d) => (d.components.schemas.Order.required = ['id']), TEXT.trimEnd());
    const { text } = edited((d) => (d.components.schemas.Order.required = ['id']), TEXT.replace(/\n/g, '\r\n'));
    expect(text.replace(/\r\n/g, '')).not.toContain('\n');
  });

  it('adds at two depths at the same end in the right order', () => {
    const { text, rewritten } = edited((d) => {
      d.components.schemas.Order.properties = { id: { type: 'string' } };
      d.components.schemas.Item = { type: 'string' };
      d.tags = [{ name: 'x' }];
    });
    expect([rewritten, lost(TEXT, text)]).toEqual([false, []]);
  });

  it('says so when anchors leave no way but writing all anew', () => {
    const text = 'openapi: 3.1.0\nx-a: &a\n  k: 1\npaths:\n  /p: *a\n';
    const { rewritten } = edited((d) => (d['x-a'] = { k: 2 }), text);
    expect(rewritten).toBe(true);
    expect(edited((d) => (d.paths = {}), text).rewritten).toBe(false);
  });
});
