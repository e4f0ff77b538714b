import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Diagnostic, Result } from '../diagnostics';
import type { BundledDocument } from '../model';
import { readDocument } from './read-document';

const YAML = [
  'openapi: 3.1.0', 'info:', '  title: Entries', "  version: '1'", 'paths:', '  /users:', '    get:', '      operationId: listUsers',
  '      description: |', '        two', '        lines', '      responses:', "        '200':", '          description: ok', "          $ref: 'parts/ok.yaml'", '',
].join('\n').replace('          description: ok\n', '');
const JSON_TEXT = JSON.stringify({
  openapi: '3.1.0', info: { title: 'Entries', version: '1' },
  paths: { '/users': { get: { operationId: 'listUsers', description: 'two\nlines\n', responses: { 200: { $ref: 'parts/ok.yaml' } } } } },
}, null, 2);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'ent ries%20-'));
  mkdirSync(path.join(folder, 'parts'));
  writeFileSync(path.join(folder, 'parts/ok.yaml'), 'description: fine\n');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (name: string, content: string | Buffer): string => {
  writeFileSync(path.join(folder, name), content);
  return path.join(folder, name);
};
const utf16 = (text: string): Buffer => Buffer.from(`\ufeff${text}`, 'utf16le');
const read = ({ value }: Result<BundledDocument | undefined>): unknown => {
  const { paths, components } = value!.root as any;
  return { ...paths['/users'].get, responses: components.responses };
};
const facts = (diagnostics: readonly Diagnostic[]): unknown[] => diagnostics.map(({ code, severity, position, help }) => [code, severity, position && `${position.file}:${position.line}:${position.column}`, help !== undefined]);
const READ = { operationId: 'listUsers', description: 'two\nlines\n', responses: { ok: { description: 'fine' } } };

describe('a document', () => {
  test.each<[string, string, string | Buffer]>([
    ['in YAML', 'openapi.yaml', YAML],
    ['in YAML with CRLF', 'openapi.yaml', YAML.replaceAll('\n', '\r\n')],
    ['in YAML with a BOM', 'openapi.yaml', `\ufeff${YAML}`],
    ['in YAML with a BOM and CRLF', 'openapi.yml', `\ufeff${YAML.replaceAll('\n', '\r\n')}`],
    ['in YAML with a document start and a comment', 'openapi.yml', `\ufeff# it's mine\n---\n${YAML}...\n`],
    ['in UTF-16 YAML', 'openapi.yaml', utf16(YAML)],
    ['in YAML without an extension', 'openapi', YAML],
    ['in YAML that calls itself JSON', 'openapi.json', YAML],
    ['in JSON', 'openapi.json', JSON_TEXT],
    ['in JSON with a BOM', 'openapi.json', `\ufeff${JSON_TEXT}`],
    ['in JSON with CRLF', 'openapi.json', JSON_TEXT.replaceAll('\n', '\r\n')],
    ['in JSON with tabs', 'openapi.json', JSON_TEXT.replaceAll('  ', '\t')],
    ['in UTF-16 JSON', 'openapi.json', utf16(JSON_TEXT)],
    ['in JSON without an extension', 'openapi', JSON_TEXT],
    ['in JSON that calls itself YAML', 'openapi.yaml', JSON_TEXT],
    ['in YAML with a name of its own', "o'penapi #1?%41.yaml", YAML],
  ])('%s is read', async (_what, name, content) => {
    const result = await readDocument(write(name, content));
    expect(facts(result.diagnostics)).toEqual([]);
    expect(read(result)).toEqual(READ);
    expect(result.value!.files).toEqual([name, 'parts/ok.yaml']);
  });

  test('in YAML indented by tabs is an error at the tab', async () => {
    const result = await readDocument(write('openapi.yaml', YAML.replace('  title', '\ttitle')));
    expect(facts(result.diagnostics)).toContainEqual(['BACKEND_SOURCE_SYNTAX', 'error', 'openapi.yaml:3:1', true]);
  });

  test.each([['CRLF', '\r\n'], ['LF', '\n']])('has right positions with a BOM and %s', async (_what, end) => {
    const result = await readDocument(write('openapi.yaml', `\ufeff${YAML.replace('  version', '  versoin').replaceAll('\n', end)}`));
    expect(facts(result.diagnostics)).toContainEqual(['BACKEND_OPENAPI_MISSING', 'warning', 'openapi.yaml:2:1', true]);
    const json = await readDocument(write('openapi.json', `\ufeff${JSON_TEXT.replace('"version"', '"versoin"').replaceAll('\n', end)}`));
    expect(facts(json.diagnostics)).toContainEqual(['BACKEND_OPENAPI_MISSING', 'warning', 'openapi.json:3:3', true]);
  });
});

describe('an entry', () => {
  test.each<[string, (file: string) => [string, object?]]>([
    ['an absolute path', (file) => [file]],
    ['a relative path', (file) => [path.relative(process.cwd(), file)]],
    ['a path relative to a folder', (file) => [`./${path.basename(file)}`, { cwd: path.dirname(file) }]],
    ['a file URL', (file) => [pathToFileURL(file).href]],
    ['a file URL in capitals', (file) => [pathToFileURL(file).href.replace('file:', 'FILE:')]],
  ])('may be %s', async (_what, entryOf) => {
    const [entry, options = {}] = entryOf(write('openapi.yaml', YAML));
    const result = await readDocument(entry, options);
    expect(facts(result.diagnostics)).toEqual([]);
    expect(read(result)).toEqual(READ);
    expect(result.value!.files).toEqual(['openapi.yaml', 'parts/ok.yaml']);
  });

  test.each<[string, () => string, RegExp]>([
    ['does not exist', () => path.join(folder, 'openapi.yml'), /openapi\.yml could not be read: there is no such file/],
    ['is a folder', () => path.join(folder, 'parts'), /parts could not be read: it is a folder/],
    ['is the current folder', () => `${folder}/`, /could not be read: it is a folder/],
    ['lies below a file', () => path.join(write('openapi.yaml', YAML), 'x.yaml'), /x\.yaml could not be read: /],
    ['is a file URL of nothing', () => pathToFileURL(path.join(folder, 'none.yaml')).href, /none\.yaml could not be read: there is no such file/],
    ['is a file URL of another machine', () => 'file://server/openapi.yaml', /could not be read/],
    ['has an unknown scheme', () => 'ftp://example.org/openapi.yaml', /could not be read/],
    ['holds a null byte', () => 'open\0api.yaml', /could not be read/],
  ])('that %s is a diagnostic with help', async (_what, entryOf, message) => {
    const { value, diagnostics } = await readDocument(entryOf());
    expect(value).toBeUndefined();
    expect(diagnostics).toEqual([expect.objectContaining({ code: 'BACKEND_SOURCE_NOT_FOUND', severity: 'error', message: expect.stringMatching(message), help: expect.any(String) })]);
    expect(diagnostics[0]!.message).not.toMatch(/^ /);
  });

  test.each([['nothing', ''], ['blanks', ' \r\n\n'], ['a BOM', '\ufeff'], ['a comment', '# openapi'], ['a binary', Buffer.from([0, 1, 2, 255])]])('that holds %s is a diagnostic with help', async (_what, content) => {
    const { diagnostics } = await readDocument(write('openapi.yaml', content));
    expect(diagnostics.map(({ severity, help }) => [severity, help !== undefined])).toContainEqual(['error', true]);
  });
});
