import { readFiles, api } from '../testing';
import { parseSource } from './parse-source';

const yaml = (text: string) => parseSource('/a.yaml', 'a.yaml', text).source?.value;

describe('YAML', () => {
  it('keeps dates, on and yes as strings and makes keys strings', () => {
    expect(yaml('a: 2020-01-01\nb: on\nc: yes\n200: x\nd: ~\n')).toEqual({ 200: 'x', a: '2020-01-01', b: 'on', c: 'yes', d: null });
  });

  it('knows merge keys', () => {
    expect(yaml('a: &a {x: 1, y: 2}\nb:\n  <<: *a\n  y: 3\n')).toEqual({ a: { x: 1, y: 2 }, b: { x: 1, y: 3 } });
  });

  it.each([
    ['a closing brace under its key', 'a:\n  b: {\n    "x": "{ # }", # c\n    y: [1,\n   2]\n  }\n  c: d\n', { a: { b: { x: '{ # }', y: [1, 2] }, c: 'd' } }],
    ['everything at the margin', "a:\n  - b: [\n1, # }\n\n# ]\n2, 'it''s',\n{k: v,\nl: [\n]}\n]\n    c: d\n", { a: [{ b: [1, 2, "it's", { k: 'v', l: [] }], c: 'd' }] }],
    ['several', 'a:\n  x: {\n  }\n  y: [\n  ]\n  z: [{\n    a: b\n  }]\n', { a: { x: {}, y: [], z: [{ a: 'b' }] } }],
  ])('reads what is indented too little in brackets: %s', async (_, text, value) => {
    expect(yaml(text)).toEqual(value);
    const { codes, diagnostics } = await readFiles({ 'a.yaml': `openapi: 3.1.0\ninfo: { title: t, version: "1" }\npaths: {}\nx-mine:\n${text.replace(/^(?=.)/gm, '  ').replace(/^ {2}(?=[\d#{\]l'])/gm, '')}nonsense: 1\n` });
    expect(codes.sort()).toEqual(['warning BACKEND_OPENAPI_UNKNOWN_FIELD', 'warning BACKEND_SOURCE_INDENTATION']);
    expect(diagnostics.find(({ code }) => code === 'BACKEND_OPENAPI_UNKNOWN_FIELD')!.position!.line).toBe(5 + text.split('\n').length - 1);
  });

  it('does not read what is wrong otherwise', () => {
    for (const text of ['a:\n  b: {\n  ', 'a:\n  b: {\n  "x', 'a:\n  b: [\n  }\n', "a:\n  b: {\n  c: 'x\n  }\n"]) expect(yaml(text)).toBeUndefined();
  });

  it('takes prose for one string', async () => {
    const { codes, document } = await readFiles({
      'a.yaml': 'openapi: 3.1.0\ninfo: { title: t, version: "1", description: { $ref: ./intro.md } }\npaths: {}\n', 'intro.md': '# Hello: *[you]\n{',
    });
    expect(codes).toEqual(['info BACKEND_REF_MISPLACED']);
    expect(document.root['info']).toMatchObject({ description: '# Hello: *[you]\n{' });
  });

  it('refuses alias bombs and cycles', async () => {
    const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
    for (let i = 1; i < 12; i++) lines.push(`a${i}: &a${i} [${Array(10).fill(`*a${i - 1}`).join(', ')}]`);
    const bomb = await readFiles({ 'a.yaml': lines.join('\n') });
    expect(bomb.codes).toEqual(['error BACKEND_SOURCE_ALIASES']);
    expect(bomb.document).toBeUndefined();
    const cycle = await readFiles({ 'a.yaml': 'openapi: 3.1.0\nx-a: &a\n  b: *a\n' });
    expect(cycle.codes).toEqual(['error BACKEND_SOURCE_ALIASES']);
  });
});

describe('problems', () => {
  it('reports duplicate keys where they stand', async () => {
    const json = await readFiles({ 'a.json': '{"openapi": "3.1.0", "info": {"title": "a",\n "title": "b", "version": "1"}, "paths": {}}' });
    expect(json.diagnostics).toMatchObject([{ code: 'BACKEND_SOURCE_DUPLICATE_KEY', position: { line: 2, column: 2 } }]);
    const text = await readFiles({ 'a.yaml': 'openapi: 3.1.0\ninfo:\n  title: a\n  title: b\n  version: "1"\npaths: {}\n' });
    expect(text.diagnostics).toMatchObject([{ code: 'BACKEND_SOURCE_DUPLICATE_KEY', position: { line: 4, column: 3 } }]);
    expect(text.document.root['info']).toEqual({ title: 'b', version: '1' });
  });

  it('reads JSON with comments or trailing commas as YAML', async () => {
    const { codes, document } = await readFiles({ 'a.json': '{"openapi": "3.1.0", "info": {"title": "a", "version": "1",}, "paths": {}}' });
    expect(codes).toEqual(['warning BACKEND_SOURCE_JSON_AS_YAML']);
    expect(document.version).toBe('3.1');
  });

  it('ends deep nesting, large files and broken syntax in a diagnostic', async () => {
    const deep = '{"not":'.repeat(5000) + '{}' + '}'.repeat(5000);
    const schema = await readFiles({ 'a.json': JSON.stringify(api({}, { schemas: { A: 0 } })).replace('0}', `${deep}}`) });
    expect(schema.codes).toContain('error BACKEND_SOURCE_NESTING');
    const example = await readFiles({ 'a.json': JSON.stringify(api({}, { schemas: { A: { example: 0 } } })).replace('"example":0', `"example":${deep.replaceAll('not', 'x').repeat(1)}`) });
    expect(example.codes.filter((c) => !c.includes('NESTING'))).toEqual([]);
    const large = await readFiles({ 'a.json': api({}) }, { maxFileSize: 10 });
    expect(large.codes).toEqual(['error BACKEND_SOURCE_TOO_LARGE']);
    const broken = await readFiles({ 'a.yaml': 'openapi: 3.1.0\ninfo: [\n' });
    expect(broken.diagnostics).toMatchObject([{ code: 'BACKEND_SOURCE_SYNTAX', position: { file: 'a.yaml' } }]);
    const none = await readFiles({ 'a.yaml': 'openapi: 3.1.0' }, { readFile: () => Promise.reject(Object.assign(new Error(), { code: 'ENOENT' })) });
    expect(none.codes).toEqual(['error BACKEND_SOURCE_NOT_FOUND']);
  });
});

describe('positions', () => {
  it('finds members in JSON and YAML alike', () => {
    const json = parseSource('/a', 'a', '{\n "a/b": [1, {"c\\n": "x"}],\n "d": {}\n}').source!;
    expect(json.position(['a/b', '1', 'c\n'])).toEqual({ file: 'a', line: 2, column: 14 });
    expect(json.position(['d', 'missing'])).toEqual({ file: 'a', line: 3, column: 2 });
    const text = parseSource('/a', 'a', '# c\nx: &x\n  - c: "q"\n  - {d: 2}\nz:\n  <<: {k: 1}\n  y: *x\n').source!;
    expect(text.position(['x', '1', 'd'])).toEqual({ file: 'a', line: 4, column: 6 });
    expect(text.position(['z', 'y', '0', 'c'])).toEqual({ file: 'a', line: 3, column: 5 });
    expect(text.position(['z', 'k'])).toEqual({ file: 'a', line: 6, column: 3 });
  });
});
