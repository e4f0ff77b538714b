import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { splitStatements } from '../postgres/split-statements';
import { RULES } from './all-rules';
import { lintScript } from './index';

const PAGES = path.resolve(__dirname, '../../../docs/rules');
/** The findings that no rule over statements makes. */
const OF_THE_ENGINE = ['ignore-without-reason', 'syntax-error', 'unused-ignore'];
const ids = [...RULES.map(({ id }) => id), ...OF_THE_ENGINE].sort();
const readPage = (id: string): string => readFileSync(path.join(PAGES, `${id}.md`), 'utf8');

/** The first SQL of a part of a page, with the words behind ```sql. */
function example(id: string, heading: RegExp): { sql: string; words: string } {
  const part = readPage(id).split(heading)[1] ?? '';
  const [, words = '', sql = ''] = /```sql([^\n]*)\n([\s\S]*?)```/.exec(part) ?? [];
  return { sql, words };
}

const flagged = async (id: string, { sql, words }: { sql: string; words: string }): Promise<boolean> => {
  const findings = await lintScript(sql, {
    pgVersion: words.includes('pg19') ? 19 : 18, inTransaction: words.includes('transaction'),
    ...(words.includes('opt-in') ? { rules: [id] } : {}),
  });
  return findings.some(({ rule }) => rule === id);
};

it('keeps each rule in a file of its name, with the page of its name', () => {
  const files = readdirSync(__dirname).filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts')).map((name) => name.slice(0, -3));
  expect(files.filter((name) => name !== 'index' && name !== 'all-rules').sort()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
  const pages = readdirSync(PAGES).map((name) => name.replace(/\.md$/, ''));
  expect(ids.filter((id) => !pages.includes(id))).toEqual([]);
  // The pages of advice and hints, which have tests of their own, say so below the title.
  expect(pages.filter((page) => !ids.includes(page) && !/^# .*\n\n\*[^*]+\* · /.test(readPage(page)))).toEqual([]);
  for (const id of ids) expect(readPage(id)).toMatch(new RegExp(`^# ${id}\n`));
});

it.each(ids)('%s: the bad example of the page is found, the good one is not', async (id) => {
  const bad = example(id, /^## Bad$|^\*\*Found\*\*$/m);
  const good = example(id, /^## Good$/m);
  // A page shared with the advice about schemas shows what to add.
  const cured = good.sql === '' ? { ...bad, sql: `${bad.sql}\n${example(id, /^\*\*Instead\*\*$/m).sql}` } : good;
  expect(await flagged(id, bad)).toBe(true);
  expect(await flagged(id, cured)).toBe(false);
});

it('gives fixes that the same rule passes, and that call for no other', async () => {
  const left: string[] = [];
  let fixes = 0;
  for (const { id, optIn } of RULES) {
    const { sql } = example(id, /^## Bad$|^\*\*Found\*\*$/m);
    for (const { rule, fix } of await lintScript(sql, optIn ? { rules: [id] } : {})) {
      if (rule !== id || fix === undefined) continue;
      fixes += 1;
      expect((await splitStatements(fix)).length).toBeGreaterThan(0);
      const again = await lintScript(fix);
      left.push(...again.filter((one) => one.rule === id || (one.severity !== 'info' && one.fix !== undefined)).map((one) => `${id}: ${one.rule} in ${fix}`));
    }
  }
  expect(left).toEqual([]);
  expect(fixes).toBeGreaterThan(15);
});
