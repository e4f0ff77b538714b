import { appendHandlers } from './append-handlers';
import { newHandlerFile } from './new-handler-file';
import { scanModule } from './scan-module';

const HEADER = `import { notImplemented } from '../middleware/errors';\nimport type { Operations } from '../types/operations';`;
const stub = (identifier: string) => ({
  identifier,
  source: `export const ${identifier}: Operations['${identifier}'] = async (req, res) => {\n  throw notImplemented('${identifier}');\n};`,
});
const append = (text: string, ...names: string[]): string => appendHandlers(scanModule('routes/users.ts', text), HEADER, names.map(stub));
const B = stub('b').source;

describe('appendHandlers', () => {
  it('appends after everything, one blank line apart', () => {
    const old = newHandlerFile(HEADER, [stub('a')]);
    expect(append(old, 'b')).toBe(`${old}\n${B}\n`);
  });

  it('changes nothing when nothing is missing', () => {
    expect(append('const x = 1  ;;\r\n\n')).toBe('const x = 1  ;;\r\n\n');
  });

  it('keeps CRLF, and a byte order mark', () => {
    const old = `\uFEFF${newHandlerFile(HEADER, [stub('a')]).replace(/\n/g, '\r\n')}`;
    expect(append(old, 'b')).toBe(`${old}\r\n${B.replace(/\n/g, '\r\n')}\r\n`);
  });

  it('writes what most lines have where line endings are mixed', () => {
    const old = `${HEADER}\nconst a = 1;\r\nconst b2 = 1;\n`;
    expect(append(old, 'b')).toBe(`${old}\n${B}\n`);
  });

  it('keeps a file without final newline without one', () => {
    const old = newHandlerFile(HEADER, [stub('a')]).trimEnd();
    expect(append(old, 'b')).toBe(`${old}\n\n${B}`);
  });

  it('does not run into a comment that ends the file', () => {
    const old = `${HEADER}\nconst a = 1; // the end`;
    expect(append(old, 'b')).toBe(`${old}\n\n${B}`);
  });

  it('writes double quotes where the file does', () => {
    const old = `import type { Operations } from "../types/operations";\nimport { notImplemented } from "../middleware/errors";\n`;
    expect(append(old, 'b')).toBe(`${old}\n${B.replace(/'/g, '"')}\n`);
  });

  it('adds a missing name to the import of its source', () => {
    const old = `import type { Operations } from '../types/operations';\nimport { HttpError } from '../middleware/errors.js'; // ours\n\nexport const a = 1;\n`;
    expect(append(old, 'b')).toBe(`${old.replace('{ HttpError }', '{ HttpError, notImplemented }')}\n${B}\n`);
  });

  it('adds an import line after the last one, behind its comment', () => {
    const old = `import fs from 'node:fs'; // disk\n\nexport const a = fs;\n`;
    expect(append(old, 'b')).toBe(`import fs from 'node:fs'; // disk\n${HEADER}\n\nexport const a = fs;\n\n${B}\n`);
  });

  it('cuts a line that goes on after its import', () => {
    const text = append(`import fs from 'node:fs'; fs.statSync('x');\n`, 'b');
    expect(text).toBe(`import fs from 'node:fs';\n${HEADER}\n fs.statSync('x');\n\n${B}\n`);
  });

  it.each([
    ['a shebang', '#!/usr/bin/env node\n'],
    ['a directive', `'use strict';\n`],
    ['a comment for the whole file', '// @ts-nocheck\n'],
    ['a licence set apart', '/* MIT */\n\n'],
    ['a byte order mark', '\uFEFF'],
  ])('puts imports after %s when there are none', (_what, head) => {
    const text = append(`${head}/** Says a. */\nexport const a = 1;\n`, 'b');
    expect(text).toBe(`${head}${HEADER}\n\n/** Says a. */\nexport const a = 1;\n\n${B}\n`);
  });

  it('fills an empty file and one of comments', () => {
    expect(append('', 'b')).toBe(`${HEADER}\n\n${B}\n`);
    expect(append('// mine\n', 'b')).toBe(`// mine\n\n${HEADER}\n\n${B}\n`);
  });

  it('leaves a taken name alone and exports the handler under it', () => {
    const old = `${HEADER}\nimport { b } from '../db';\nexport const a = b;\n`;
    expect(append(old, 'b')).toBe(
      `${old}\n${B.replace('export const b', 'const bHandler')}\nexport { bHandler as b };\n`);
  });

  it('starts a file with the imports its stubs use', () => {
    const source = `export const a: Operations['a'] = async (_req, res) => {\n  res.end();\n};`;
    expect(newHandlerFile(HEADER, [{ identifier: 'a', source }])).toBe(`import type { Operations } from '../types/operations';\n\n${source}\n`);
    expect(newHandlerFile(HEADER, [stub('b')])).toBe(`${HEADER}\n\n${B}\n`);
  });

  it('leaves out semicolons on import lines where the file has none', () => {
    const old = `import fs from 'node:fs'\nexport const a = fs\n`;
    expect(append(old, 'b')).toContain(`import { notImplemented } from '../middleware/errors'\n`);
  });
});
