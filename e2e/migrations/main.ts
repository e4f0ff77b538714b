import { loadPairs } from './fixtures';
import { reportTable, toRow, type Row } from './report-table';
import { runPair, Unloadable } from './run-pair';
import { embeddedServer, openServer } from './scratch';

/** `node -r @swc-node/register e2e/migrations/main.ts [filter] [--short] [--online] [--fast] [--keepRoles] [--embedded] [--sql]`: a line for each pair that fails, then totals. */
async function main(): Promise<void> {
  const filter = new RegExp(process.argv.slice(2).find((word) => !word.startsWith('--')) ?? '');
  const flag = (name: string) => process.argv.includes(name);
  const server = flag('--embedded') ? embeddedServer : await openServer({ judge: !flag('--fast'), keepRoles: flag('--keepRoles') });
  const rows: Row[] = [];
  for (const pair of loadPairs().filter(({ name }) => filter.test(name))) {
    try {
      if (pair.minVersion > server.version) throw new Unloadable(`needs PostgreSQL ${pair.minVersion}`);
      const outcomes = await runPair(server, pair, { roundTrip: !flag('--short'), online: flag('--online') });
      if (outcomes.every(({ plan }) => plan.statements.length === 0) && pair.a !== pair.b) console.log(`EQUAL ${pair.name}`);
      for (const outcome of outcomes) {
        if (flag('--sql')) console.log(outcome.plan.statements.map(({ sql, outsideTransaction, startsTransaction }) => `${outsideTransaction ? '!' : startsTransaction ? '>' : ' '}   ${sql};`).join('\n'));
        rows.push(toRow(pair, outcome));
      }
    } catch (error) {
      const row: Row = { pair, verdict: error instanceof Unloadable ? 'unloadable' : 'wrong', text: (error as Error).stack ?? '' };
      rows.push(row, row);
    }
    for (const row of rows.slice(-2)) if (row.verdict !== 'right') console.log(`${row.verdict.toUpperCase()} ${pair.name}: ${flag('--sql') ? row.text : row.text.slice(0, 900)}`);
  }
  console.log(reportTable(rows));
  await server.close();
}

void main();
