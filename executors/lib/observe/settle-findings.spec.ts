import { splitStatements } from '../postgres/split-statements';
import { lintScript } from '../rules';
import type { LockMode } from '../rules';
import { estimateDuration, roundRows, settleFindings, type Observation, type ObservedWork } from './index';

interface Seen { readonly locks?: Record<string, LockMode>; readonly rewrites?: readonly string[]; readonly scans?: readonly string[]; readonly rows?: number; readonly advice?: string }

/** What observing would give for each statement of a script. */
async function observed(sql: string, seen: readonly Seen[]): Promise<Observation[]> {
  const work = (names: readonly string[] = [], kind: 'scan' | 'rewrite', rows?: number) => names.map((relation): ObservedWork =>
    ({ relation, kind: 'table', existing: true, ...(rows === undefined ? {} : { rows, estimate: estimateDuration(kind, rows) }) }));
  return (await splitStatements(sql)).map((statement, index) => {
    const { locks = {}, rewrites, scans, rows, advice } = seen[index] ?? {};
    return {
      statement, observed: true, rewrites: work(rewrites, 'rewrite', rows), scans: work(scans, 'scan', rows), ...(advice ? { advice } : {}),
      locks: Object.entries(locks).map(([relation, mode]) => ({ relation, kind: 'table', mode, blocks: [], existing: true })),
    };
  });
}

async function settle(sql: string, seen: readonly Seen[]): Promise<string[]> {
  const rules = ['changing-column-type', 'adding-field-with-default', 'adding-not-nullable-field'];
  const findings = settleFindings(await lintScript(sql, { rules }), await observed(sql, seen), { file: 'script.sql', sql });
  return findings.map(({ rule, severity, message, position }) => `${position?.line}:${position?.column} ${severity} ${rule}: ${message}`);
}

describe('settleFindings', () => {
  it('takes back a rewrite that did not happen, on the statement it was said of', async () => {
    const sql = 'ALTER TABLE t ALTER a TYPE text; ALTER TABLE t\n  ALTER b TYPE bigint;';
    expect(await settle(sql, [{}, { rewrites: ['public.t'], rows: 20_000_000 }])).toEqual([
      '1:21 info changing-column-type: The statement does not rewrite "public.t", which is locked for a moment; observed',
      '2:9 error changing-column-type: Changing the type of "b" rewrites "t" while nobody else can read or write it, and may break clients (about 20 million rows in production: a minute or so); observed',
    ]);
  });

  it('adds rewrites and scans that no rule saw, but no scan that blocks nobody', async () => {
    const sql = 'SELECT f(); SELECT g(); UPDATE t SET a = 1; ALTER TABLE t ALTER a SET NOT NULL;';
    const seen: Seen[] = [
      { locks: { 'public.t': 'ACCESS EXCLUSIVE' }, rewrites: ['public.t'], scans: ['public.t'] },
      { locks: { 'public.t': 'SHARE' }, scans: ['public.t'], rows: 5_000 },
      { locks: { 'public.t': 'ROW EXCLUSIVE' }, scans: ['public.t'] },
      { locks: { 'public.t': 'ACCESS EXCLUSIVE' }, scans: ['public.t'] },
    ];
    expect(await settle(sql, seen)).toEqual([
      '1:1 error observed-rewrite: "public.t" is written anew while others wait for it',
      '1:13 warning observed-scan: "public.t" is read from end to end while others wait for it (about 5 thousand rows in production: moments)',
      '1:45 error adding-not-nullable-field: Setting "a" NOT NULL reads the whole table "t" while nobody else can read or write it',
    ]);
  });

  it('advises a lock_timeout once, and not where it is set', async () => {
    const strong: Seen = { locks: { 'public.t': 'ACCESS EXCLUSIVE' }, advice: 'Set lock_timeout.' };
    expect(await settle('SELECT f(); SELECT f();', [strong, strong])).toEqual(['1:1 warning observed-lock: The statement waits for a lock (ACCESS EXCLUSIVE) on "public.t" without a lock_timeout']);
    expect(await settle("SET lock_timeout = '1s'; SELECT f();", [{}, strong])).toEqual([]);
  });
});

it('says rows and times in words', () => {
  expect([0, 999, 1_499, 23_456, 1_500_000, 123_456_789, 2_000_000_000].map(roundRows)).toEqual([
    'no rows', 'fewer than a thousand rows', 'about 1 thousand rows', 'about 23 thousand rows', 'about 2 million rows', 'about 120 million rows', 'about 2 billion rows',
  ]);
  expect([1_000, 1_000_000, 20_000_000, 300_000_000, 5_000_000_000].map((rows) => estimateDuration('rewrite', rows))).toEqual(['moments', 'seconds', 'a minute or so', 'minutes', 'hours']);
});
