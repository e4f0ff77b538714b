import { SqlFailure } from '../postgres/sql-client';
import { extensionsOf, parseScript } from '../sources/parse-script';
import type { Catalog } from '../catalog/catalog';
import type { Part } from './analysis';
import { findDrift, terminated } from './drift';
import type { AnalyzeOptions } from './options';
import type { Live } from './read-live';
import type { ProjectSchema } from './read-project';

/** What a live database adds: its difference from what has run there, and how it is used. */
export async function liveParts(options: AnalyzeOptions, schema: ProjectSchema | undefined, live: Live): Promise<Part> {
  const { findings, statements } = live.activity;
  const drift = schema?.migrated ? await databaseDrift(options, schema, schema.migrated, live) : {};
  return {
    findings: [...(drift.findings ?? []), ...findings],
    statements: drift.statements ?? [],
    sections: [
      ...(drift.sections ?? []),
      ...(statements === undefined ? [{ title: 'Not looked at', text: 'Slow statements: pg_stat_statements is not installed, or not in shared_preload_libraries.' }] : []),
      ...(statements ?? []).filter(({ plan }) => plan !== undefined).map(({ text, plan, share }) => ({ title: `${Math.round(share * 100)} %: ${text.replace(/\s+/g, ' ').slice(0, 80)}`, text, code: plan! })),
    ],
  };
}

/** The database against the migrations that have run there. */
async function databaseDrift(options: AnalyzeOptions, schema: ProjectSchema, migrated: Catalog, live: Live): Promise<Part> {
  const applied = live.applied ?? new Set<string>();
  const missing = schema.migrations.filter(({ name }) => !applied.has(name));
  const foreign = [...applied].filter((name) => !schema.migrations.some((migration) => migration.name === name));
  const unknown = foreign.map((name) => ({ rule: 'database-drift', severity: 'warning' as const, message: `The migration ${name} has run on the database, and the project has none of that name`, help: 'Find the branch it came from: its way back is there.' }));
  const expected = missing.length === 0 ? migrated : await replayed(schema, applied, options.shadow);
  if (typeof expected === 'string') return { findings: unknown, sections: [{ title: 'Not compared', text: `The database against its migrations: ${expected}` }] };
  const drift = findDrift({
    rule: 'database-drift', from: { name: 'the migrations that have run', catalog: expected }, to: { name: 'the database', catalog: live.catalog },
    help: 'Someone changed it by hand: write a migration that says so, or undo the change.',
  });
  // Statements that would make the migrations' schema look like the database are no cure for it.
  return { findings: [...(drift.findings ?? []).map(({ fix: _fix, ...finding }) => finding), ...unknown] };
}

/** The schema that the applied migrations make, by their own statements; a text says why not. */
async function replayed({ migrations }: ProjectSchema, applied: ReadonlySet<string>, shadow: string | undefined): Promise<Catalog | string> {
  const text = migrations.filter(({ name }) => applied.has(name)).flatMap(({ statements }) => statements.map(terminated)).join('\n');
  const { statements, diagnostics } = await parseScript(text, 'migrations');
  if (diagnostics.length > 0) return diagnostics[0]!.message;
  const { embeddedShadow, serverShadow } = require('../postgres/shadow') as typeof import('../postgres/shadow');
  const { loadStatements } = require('../sources/load-statements') as typeof import('../sources/load-statements');
  const { readCatalog } = require('../catalog/read-catalog') as typeof import('../catalog/read-catalog');
  const client = await (shadow === undefined ? embeddedShadow() : serverShadow(shadow)).createDatabase(extensionsOf(statements));
  try {
    const failure = (await loadStatements(client, statements, shadow === undefined)).find(({ severity }) => severity === 'error');
    return failure ? failure.message : await readCatalog(client);
  } catch (error) {
    if (!(error instanceof SqlFailure)) throw error;
    return error.message;
  } finally {
    await client.close();
  }
}
