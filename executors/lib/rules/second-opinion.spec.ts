import { execFile } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { splitStatements } from '../postgres/split-statements';
import { lintScript } from './index';

const DATABASES = process.env['BACKEND_DB'] ?? path.resolve(__dirname, '../../../../shared/db');
const available = existsSync(DATABASES);
if (!available && process.env['CI']) throw new Error(`no fixtures at ${DATABASES}`);
if (!available) console.log(`skipped: no fixtures at ${DATABASES}`);

/** With BACKEND_LONG also the 662 scripts of pg-delta. */
const PATTERNS = ['pgschema-diff/*/*/diff.sql', ...(process.env['BACKEND_LONG'] ? ['pg-delta-corpus/*/{a,b}.sql'] : [])];

interface Opinion { readonly file: string; readonly rule_name: string }

/** What squawk 2.66 finds, by file; it exits with 1 where it finds anything. */
function squawk(files: readonly string[]): Promise<readonly Opinion[]> {
  const binary = path.resolve(__dirname, '../../../node_modules/.bin/squawk');
  return new Promise((resolve, reject) => {
    execFile(binary, ['--reporter', 'json', '--pg-version', '16', ...files], { maxBuffer: 2 ** 28 }, (error, stdout) => {
      if (stdout.startsWith('[')) resolve(JSON.parse(stdout) as Opinion[]);
      else reject(error);
    });
  });
}

const OWN_RULES = ['adding-foreign-key-constraint', 'disallowed-unique-constraint', 'adding-serial-primary-key-field', 'adding-exclusion-constraint'];

/** Why squawk finds something in a script that no rule of ours does. */
async function reason(rule: string, sql: string, ours: ReadonlySet<string>): Promise<string | undefined> {
  // PostgreSQL calls timezone(text, timestamptz) immutable: the table is not rewritten.
  if (rule === 'adding-field-with-default' && sql.includes('AT TIME ZONE')) return 'squawk takes AT TIME ZONE for volatile';
  if (rule === 'constraint-missing-not-valid' && OWN_RULES.some((own) => ours.has(own))) return 'the more particular rule speaks alone';
  if (rule === 'prefer-robust-stmts' && (await splitStatements(sql)).length === 1) return 'one statement cannot stop half way';
  if (/timeout$/.test(rule) && /^ALTER DEFAULT PRIVILEGES/m.test(sql)) return 'privileges lock no table';
  // squawk looks for the table in the same transaction only.
  return /\bCREATE\s+TABLE\b/i.test(sql) ? 'the table is new in the script' : undefined;
}

(available ? it : it.skip)('finds what squawk finds in migrations of others, but where there is a reason not to', async () => {
  const files = globSync(PATTERNS, { cwd: DATABASES }).map((file) => path.join(DATABASES, file)).sort();
  const theirs = Map.groupBy(await squawk(files), ({ file }) => file);
  const unexplained: string[] = [];
  let agreed = 0;
  for (const file of files) {
    const sql = readFileSync(file, 'utf8');
    const ours = new Set((await lintScript(sql, { pgVersion: 16 })).map(({ rule }) => rule));
    const rules = new Set((theirs.get(file) ?? []).map((one) => one.rule_name));
    // squawk reads what PostgreSQL does not, and the other way round.
    if (ours.has('syntax-error') || rules.has('syntax-error')) continue;
    for (const rule of rules) {
      if (ours.has(rule)) agreed += 1;
      else if ((await reason(rule, sql, ours)) === undefined) unexplained.push(`${rule} in ${path.relative(DATABASES, file)}`);
    }
  }
  expect(unexplained).toEqual([]);
  expect(agreed).toBeGreaterThan(300);
}, 120_000);
