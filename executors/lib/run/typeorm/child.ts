import { loadDataSource } from '../../typeorm/child/load-data-source';
import { redactor } from '../../typeorm/child/secrets';
import { userError } from '../../typeorm/child/user-error';
import type { Progress } from '../context';
import { revertScriptMigrations, runScriptMigrations } from '../migrate';
import type { RunReport } from '../report';
import { Stop } from '../stop';
import { withRunner } from '../with-runner';
import { dryRunClasses } from './dry-run-classes';
import { openSource } from './open-source';
import type { RunAnswer, RunOrder } from './protocol';
import { revertClasses, runClasses } from './run-classes';

/** Entry of the child process: one order, one report, the end. */
process.once('message', (order: RunOrder) => {
  void perform(order).then((report) => process.send!({ report } satisfies RunAnswer, () => process.exit(0)));
});
// Without the parent nobody would hear the end; the journal knows where the next run has to go on.
process.once('disconnect', () => process.exit(1));

async function perform(order: RunOrder): Promise<RunReport> {
  const { command } = order;
  const request = { ...order.request, progress: (progress: Progress) => void process.send!({ progress } satisfies RunAnswer) };
  const kind = command === 'run' ? 'migrate-run' : 'migrate-revert';
  let redact = redactor({ url: order.connection ?? '' });
  try {
    const loaded = order.dataSource === undefined
      ? undefined
      : await loadDataSource({ file: order.dataSource, root: request.root, task: { kind: 'describe' }, ...(order.exportName === undefined ? {} : { exportName: order.exportName }) });
    if (loaded) redact = redactor({ ...loaded.source.options, connectionUrl: order.connection ?? '' });
    const { database, current } = openSource(loaded?.source, order);
    if (request.source.file !== undefined || request.source.folder !== undefined) {
      return clean(command === 'run' ? await runScriptMigrations(database, request) : await revertScriptMigrations(database, request), redact);
    }
    const work = command === 'revert'
      ? withRunner(database, request, kind, (ctx) => revertClasses(ctx, current(), request))
      : withRunner(database, request, kind, (ctx) => (request.dryRun ? dryRunClasses(ctx, current(), order) : runClasses(ctx, current(), request.onFailure)), { lock: !request.dryRun });
    return clean(await work, redact);
  } catch (error) {
    const diagnostics = error instanceof Stop ? [error.diagnostic] : userError(error, { file: order.dataSource ?? request.root, root: request.root, task: { kind: 'describe' } });
    return clean({ version: 1, kind, project: request.project, ok: false, dryRun: request.dryRun, database: 'unknown', migrations: [], diagnostics }, redact);
  }
}

/** Messages of drivers may hold what must not be shown. */
function clean(report: RunReport, redact: (text: string) => string): RunReport {
  return { ...report, diagnostics: report.diagnostics.map((d) => ({ ...d, message: redact(d.message), ...(d.help === undefined ? {} : { help: redact(d.help) }) })) };
}
