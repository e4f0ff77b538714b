import * as fs from 'node:fs';
import * as path from 'node:path';
import { printDiagnostics } from '../generators/lib/diagnostics';
import { buildApi } from '../generators/lib/model';
import { readDocument } from '../generators/lib/openapi';

/**
 * Golden cases of broken documents: `cases/read-<name>/input/openapi.*` and the exact text that is
 * printed for it. UPDATE_GOLDEN=1 writes the texts anew; read the diff.
 */
const cases = path.join(__dirname, 'cases');
const names = fs.readdirSync(cases).filter((name) => name.startsWith('read-'));

it.each(names)('%s', async (name) => {
  const folder = path.join(cases, name, 'input');
  const entry = fs.readdirSync(folder).find((file) => /^(openapi|swagger)\.(ya?ml|json)$/.test(file))!;
  const { value, diagnostics } = await readDocument(path.join(folder, entry));
  const all = value ? [...diagnostics, ...buildApi(value).diagnostics] : diagnostics;
  const printed = printDiagnostics(all, { cwd: folder });
  const golden = path.join(cases, name, 'diagnostics.txt');
  if (process.env['UPDATE_GOLDEN']) fs.writeFileSync(golden, printed);
  expect(printed).toBe(fs.readFileSync(golden, 'utf8'));
});
