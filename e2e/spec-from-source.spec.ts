import * as fs from 'node:fs';
import * as path from 'node:path';
import { stringify } from 'yaml';
import { printDiagnostics } from '../generators/lib/diagnostics';
import { readDocument } from '../generators/lib/openapi';
import { recoverFromSource } from '../generators/lib/reverse/source';

/**
 * Golden cases of hand-written applications: `cases/spec-<name>/input` with the document that its
 * source says, what of it is inferred, and the diagnostics. UPDATE_GOLDEN=1 writes them anew; read the diff.
 */
const cases = path.join(__dirname, 'cases');
const names = fs.readdirSync(cases).filter((name) => name.startsWith('spec-'));

describe.each(names)('%s', (name) => {
  const input = path.join(cases, name, 'input');
  const recovered = recoverFromSource({ root: input });

  const golden = (file: string, text: string): void => {
    const target = path.join(cases, name, file);
    if (process.env['UPDATE_GOLDEN']) fs.writeFileSync(target, text);
    expect(text).toBe(fs.readFileSync(target, 'utf8'));
  };

  it('gives the document', () => {
    golden('expected.yaml', stringify(recovered.document, { lineWidth: 0, aliasDuplicateObjects: false }));
  });

  it('says what is inferred, and what cannot be told', () => {
    golden('inferred.txt', recovered.inferred.map((pointer) => `${pointer}\n`).join(''));
    golden('diagnostics.txt', printDiagnostics(recovered.diagnostics, { cwd: input }).replaceAll(`${input}/`, ''));
  });

  it('points into the document', () => {
    const at = (pointer: string): unknown => pointer.split('/').slice(1).reduce<any>((json, key) => json?.[key.replace(/~1/g, '/').replace(/~0/g, '~')], recovered.document);
    expect([...recovered.inferred, ...recovered.positions.keys()].filter((pointer) => at(pointer) === undefined)).toEqual([]);
  });

  it('is a valid document', async () => {
    const file = path.join(fs.mkdtempSync(path.join(require('node:os').tmpdir(), 'spec-')), 'openapi.json');
    fs.writeFileSync(file, JSON.stringify(recovered.document));
    const { diagnostics } = await readDocument(file);
    expect(diagnostics.filter((d) => d.severity !== 'info').map((d) => `${d.code} ${d.message} ${d.pointer ?? ''}`)).toEqual([]);
  });
});
