import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { embeddedShadow } from '../postgres/shadow';
import type { SqlClient } from '../postgres/sql-client';
import { splitStatements } from '../postgres/split-statements';
import { atLeast, type LockMode } from '../rules';
import { observeStatements, seedRows } from './index';

jest.setTimeout(180_000);

const FOLDER = path.join(process.env['BACKEND_DB'] ?? path.resolve(__dirname, '../../../../shared/db'), 'eugene/examples');
const available = existsSync(FOLDER);
if (!available && process.env['CI']) throw new Error(`no fixtures at ${FOLDER}`);
if (!available) console.log(`skipped: no fixtures at ${FOLDER}`);

interface Trace { readonly rewrites: boolean; readonly scansUnder: LockMode | 'none' }

/** What the migrations of an example after the first do to tables with rows: the worst of it. */
async function trace(client: SqlClient, example: string): Promise<Trace> {
  await client.exec('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
  const [first = '', ...later] = readFileSync(path.join(FOLDER, example), 'utf8').split(/^-- \d+\.sql$/m).filter((part) => part.trim() !== '');
  await client.exec(first);
  const seen: Trace[] = [];
  for (const script of later) {
    await seedRows(client, { rows: 5 });
    for (const { rewrites, scans, locks, failure } of await observeStatements(client, await splitStatements(script))) {
      if (failure && !failure.rowsAreTheCause) throw new Error(`${example}: ${failure.message}`);
      const under = scans.flatMap(({ relation }) => locks.filter((lock) => lock.relation === relation)).map(({ mode }) => mode);
      seen.push({ rewrites: rewrites.some(({ kind }) => kind === 'table'), scansUnder: under.reduce<LockMode | 'none'>((worst, mode) => (worst === 'none' || atLeast(mode, worst) ? mode : worst), 'none') });
    }
  }
  const modes = seen.flatMap(({ scansUnder }) => (scansUnder === 'none' ? [] : [scansUnder]));
  return { rewrites: seen.some(({ rewrites }) => rewrites), scansUnder: modes.reduce<LockMode | 'none'>((worst, mode) => (worst === 'none' || atLeast(mode, worst) ? mode : worst), 'none') };
}

(available ? describe : describe.skip)("eugene's examples on a shadow", () => {
  let client: SqlClient;
  beforeAll(async () => {
    client = await embeddedShadow().createDatabase();
  });
  afterAll(() => client.close());

  it.each<[string, Trace]>([
    ['E1/bad.sql', { rewrites: false, scansUnder: 'ACCESS EXCLUSIVE' }],
    ['E1/good.sql', { rewrites: false, scansUnder: 'SHARE UPDATE EXCLUSIVE' }],
    ['E2/bad.sql', { rewrites: false, scansUnder: 'ACCESS EXCLUSIVE' }],
    // SET NOT NULL takes the valid CHECK for the proof.
    ['E2/good.sql', { rewrites: false, scansUnder: 'SHARE UPDATE EXCLUSIVE' }],
    ['E5/bad.sql', { rewrites: true, scansUnder: 'ACCESS EXCLUSIVE' }],
    ['E6/bad.sql', { rewrites: false, scansUnder: 'SHARE' }],
    ['E6/good.sql', { rewrites: false, scansUnder: 'none' }],
    ['E7/bad.sql', { rewrites: false, scansUnder: 'ACCESS EXCLUSIVE' }],
    ['E7/good.sql', { rewrites: false, scansUnder: 'none' }],
    ['E9/bad.sql', { rewrites: false, scansUnder: 'none' }],
    ['E10/bad.sql', { rewrites: true, scansUnder: 'ACCESS EXCLUSIVE' }],
    ['E11/bad.sql', { rewrites: true, scansUnder: 'ACCESS EXCLUSIVE' }],
    ['W14/bad.sql', { rewrites: false, scansUnder: 'ACCESS EXCLUSIVE' }],
  ])('%s', async (example, expected) => {
    expect(await trace(client, example)).toEqual(expected);
  });
});
