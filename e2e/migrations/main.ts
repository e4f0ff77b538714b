import { loadPairs } from './fixtures';
import { runPair, Unloadable } from './run-pair';
import { embeddedServer, openServer } from './scratch';

/** `node -r @swc-node/register e2e/migrations/main.ts [filter] [--short] [--fast] [--keepRoles] [--embedded] [--sql]`: a line for each pair that fails, then totals. */
async function main(): Promise<void> {
  const filter = new RegExp(process.argv.slice(2).find((word) => !word.startsWith('--')) ?? '');
  const flag = (name: string) => process.argv.includes(name);
  const server = flag('--embedded') ? embeddedServer : await openServer({ judge: !flag('--fast'), keepRoles: flag('--keepRoles') });
  const totals = { passed: 0, failed: 0, unloadable: 0 };
  for (const pair of loadPairs().filter(({ name }) => filter.test(name))) {
    try {
      if (pair.minVersion > server.version) throw new Unloadable(`needs PostgreSQL ${pair.minVersion}`);
      for (const outcome of await runPair(server, pair, !flag('--short'))) {
        if (flag('--sql')) console.log(outcome.plan.statements.map(({ sql }) => `    ${sql};`).join('\n'));
        totals[outcome.failures.length === 0 ? 'passed' : 'failed']++;
        for (const { stage, text } of outcome.failures) console.log(`FAIL ${pair.name} ${outcome.direction} ${stage}: ${flag('--sql') ? text : text.slice(0, 700)}`);
      }
    } catch (error) {
      if (!(error instanceof Unloadable)) console.log(`BUG ${pair.name}: ${(error as Error).stack}`);
      else console.log(`UNLOADABLE ${pair.name}: ${error.message}`);
      totals[error instanceof Unloadable ? 'unloadable' : 'failed'] += 2;
    }
  }
  console.log(JSON.stringify(totals));
  await server.close();
}

void main();
