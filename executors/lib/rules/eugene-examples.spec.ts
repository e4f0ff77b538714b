import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Finding } from '../report/finding';
import type { Script } from './index';
import { lintScripts } from './index';

/** The rule for each of eugene's hints. */
const RULES: Readonly<Record<string, string>> = {
  E1: 'constraint-missing-not-valid', E2: 'adding-not-nullable-field', E3: 'prefer-jsonb', E4: 'statement-while-holding-access-exclusive',
  E5: 'changing-column-type', E6: 'require-concurrent-index-creation', E7: 'disallowed-unique-constraint', E8: 'adding-exclusion-constraint',
  E9: 'require-lock-timeout', E10: 'rewriting-while-holding-lock', E11: 'adding-field-with-default', W12: 'combine-alter-table', W13: 'creating-enum',
  W14: 'primary-key-over-nullable-columns', E15: 'foreign-key-without-index',
};

const FOLDER = path.join(process.env['BACKEND_DB'] ?? path.resolve(__dirname, '../../../../shared/db'), 'eugene/examples');
const available = existsSync(FOLDER);
if (!available && process.env['CI']) throw new Error(`no fixtures at ${FOLDER}`);
if (!available) console.log(`skipped: no fixtures at ${FOLDER}`);

/** One file holds several migrations, each behind a line with its name; eugene runs each in a transaction. */
function scripts(hint: string, name: string): Script[] {
  const file = path.join(FOLDER, hint, name);
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8').split(/^-- (?=\d+\.sql$)/m).filter((part) => part.trim() !== '').map((part) => ({
    file: /^\d+\.sql/.exec(part)?.[0] ?? name, inTransaction: true,
    sql: part.replace(/^\d+\.sql/, '--').replace(/-- eugene: ignore ([A-Z0-9, ]+)/g, (_, hints: string) =>
      `-- backend-ignore ${hints.split(/[, ]+/).flatMap((one) => RULES[one] ?? []).join(', ')}: as in the example`),
  }));
}

(available ? describe : describe.skip)("eugene's examples", () => {
  it.each(Object.entries(RULES))('%s: %s', async (hint, rule) => {
    const rulesOf = async (name: string): Promise<string[]> => (await lintScripts(scripts(hint, name))).map((finding) => finding.rule);
    expect(await rulesOf('bad.sql')).toContain(rule);
    expect(await rulesOf('good.sql')).not.toContain(rule);
  });

  it('says little else about the good ones, and that is so', async () => {
    const others: string[] = [];
    for (const hint of Object.keys(RULES)) {
      const findings: Finding[] = await lintScripts(scripts(hint, 'good.sql'));
      others.push(...findings.filter(({ severity }) => severity !== 'info').map(({ rule }) => `${hint} ${rule}`));
    }
    expect(others).toEqual([
      // The constraint of an earlier migration proves it; eugene's linter does not look there.
      'E2 unused-ignore',
      // These examples are good but for this.
      'E4 adding-required-field', 'E5 ban-drop-column', 'E5 renaming-column',
      'E10 unused-ignore', 'W13 foreign-key-without-index', 'W14 require-lock-timeout',
    ]);
  });
});
