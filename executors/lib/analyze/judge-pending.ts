import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Part } from './analysis';
import { lintPending } from './lint-pending';
import { observePending } from './observe-pending';
import type { AnalyzeOptions } from './options';
import { knowsMigration, pendingMigration, pendingOf, pendingScript } from './pending';
import type { Live } from './read-live';
import type { ProjectSchema } from './read-project';
import type { WarmShadow } from './warm-shadow';

/** Rules and observations for what runs next: pending migrations, and `file` after them. */
export async function judgePending({ root, since, file, shadow, exclude }: AnalyzeOptions, schema: ProjectSchema | undefined, live: Live | undefined, warm: WarmShadow): Promise<Part> {
  const migrations = schema?.migrations ?? [];
  if (since !== undefined && migrations.length > 0 && !knowsMigration(migrations, since)) {
    return { diagnostics: [{ code: 'BACKEND_ANALYZE_SINCE', severity: 'error', message: `no migration is called ${since}`, help: `Give the name or the timestamp of a migration, or none: the latest is ${migrations.at(-1)!.name}.` }] };
  }
  if (file !== undefined && !existsSync(path.resolve(root, file))) {
    return { diagnostics: [{ code: 'BACKEND_SCHEMA_SOURCE', severity: 'error', message: `there is no ${file}`, help: 'Check the path; it is relative to the root of the workspace.' }] };
  }
  const { before, pending } = pendingOf(migrations, since, live ? live.applied ?? new Set() : undefined);
  const scripts = [...pending.map((migration) => pendingMigration(migration, root)), ...(file === undefined ? [] : [pendingScript(file, root)])];
  if (scripts.length === 0) return {};
  const rows = live?.rows;
  const linted = await lintPending(scripts, {
    before, ...(live && { live: live.catalog, pgVersion: Math.floor(live.catalog.serverVersion / 10_000) }), ...(rows && { rows }), ...(exclude && { exclude }),
  });
  const { observations, part } = await observePending(scripts, { before, warm, embedded: shadow === undefined, ...(rows && { rows }) });
  const { settleFindings } = require('../observe') as typeof import('../observe');
  // What was seen sets right what rules had to suppose.
  const findings = scripts.flatMap((script) => settleFindings(linted.get(script.source) ?? [], observations.get(script.source) ?? [], { file: script.source, sql: script.sql })
    .map((finding) => (finding.position ? { ...finding, position: script.positionOf(finding.position) } : finding)));
  return {
    facts: [['judged as pending', scripts.map(({ source }) => path.posix.basename(source)).join(', ')]],
    findings: [...findings, ...(part.findings ?? [])], statements: part.statements ?? [], sections: part.sections ?? [],
  };
}
