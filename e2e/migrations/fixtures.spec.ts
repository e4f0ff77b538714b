import { existsSync } from 'node:fs';
import { FIXTURES, loadPairs, type Pair } from './fixtures';
import { reportTable, toRow, type Row } from './report-table';
import { runPair, Unloadable } from './run-pair';
import { serverOrSkip, type ScratchServer } from './scratch';

/** `MIGRATION_FIXTURES=full` takes all pairs (half an hour on two busy cores); else one of each family of kinds. */
const FULL = process.env['MIGRATION_FIXTURES'] === 'full';
const PART = /^migra-fixtures\/(enumdeps|everything|identitycols|partitioning|triggers3)$|pg-delta-corpus\/(alter-column-type--blocked-by-view|type-ops--enum-replace-values|function-ops--signature-change-referenced-by-policy)$|pgschema-diff\/(migrate\/v3|online\/add_constraint)$/;

let server: ScratchServer | undefined;
beforeAll(async () => void (server = await serverOrSkip()), 60_000);
afterAll(() => server?.close());

it(`leads there and back on ${FULL ? 'every' : 'a part of the'} pairs of the corpora, judged by pg_dump`, async () => {
  if (!existsSync(FIXTURES)) {
    if (process.env['CI'] === 'true') throw new Error(`no fixtures at ${FIXTURES}`);
    return console.warn(`skipped: no fixtures at ${FIXTURES}`);
  }
  if (server === undefined) return;
  const rows: Row[] = [];
  for (const pair of loadPairs().filter(({ name }) => FULL || PART.test(name))) rows.push(...(await judge(server, pair)));
  console.info(reportTable(rows));
  expect(rows.filter(({ verdict }) => verdict === 'wrong').map(({ pair, text }) => `${pair.name}: ${text}`)).toEqual([]);
  const judged = rows.filter(({ verdict }) => verdict !== 'unloadable');
  expect(judged.filter(({ verdict }) => verdict === 'right').length / judged.length).toBeGreaterThanOrEqual(0.97);
}, 3_600_000);

async function judge(on: ScratchServer, pair: Pair): Promise<Row[]> {
  try {
    if (pair.minVersion > on.version) throw new Unloadable(`needs PostgreSQL ${pair.minVersion}`);
    return (await runPair(on, pair)).map((outcome) => toRow(pair, outcome));
  } catch (error) {
    if (!(error instanceof Unloadable)) throw error;
    const row: Row = { pair, verdict: 'unloadable', text: error.message };
    return [row, row];
  }
}
