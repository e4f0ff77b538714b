import { hasErrors, type Diagnostic } from '../../../generators/lib/diagnostics';
import { SqlFailure } from '../postgres/sql-client';
import { connectionFailed } from '../sources/connection-failed';
import { adviseSchema } from '../advice';
import type { Analysis, Part } from './analysis';
import { compareWith } from './compare-with';
import { driftOfConnection, isPostgres } from './drift-of-connection';
import { driftOfProject } from './drift-of-project';
import { hintNPlusOne } from './hint-nplusone';
import { judgePending } from './judge-pending';
import { liveParts } from './live-parts';
import type { AnalyzeOptions } from './options';
import { readLive, type Live } from './read-live';
import { readProject, type ProjectSchema } from './read-project';
import { judge } from './verdict';
import { rememberMigrations, unchangedMigrations } from './unchanged-migrations';
import { warmShadow, type WarmShadow } from './warm-shadow';
import { writeIndexMigrations } from './suggest-indexes';

/**
 * Everything `migrate-analyze` tells: drift, what pending statements do, advice about the schema and
 * hints about the code. Without `connection` it reads the project alone; it changes no database.
 */
export async function analyze(options: AnalyzeOptions, now = Date.now()): Promise<Analysis> {
  const { dataSource, nPlusOne = true } = options;
  const reading = dataSource === undefined ? undefined : readProject(dataSource, options);
  // The data source loads in a process of its own: meanwhile this one has time.
  const hints = nPlusOne ? hintNPlusOne(options) : {};
  const warm = warmShadow(options, unchangedMigrations(options));
  try {
    return await analyzeWith(options, await reading, hints, warm, now);
  } finally {
    await warm.close();
  }
}

async function analyzeWith(options: AnalyzeOptions, schema: ProjectSchema | undefined, hints: Part, warm: WarmShadow, now: number): Promise<Analysis> {
  const { root, project, connection } = options;
  const other = connection !== undefined && !isPostgres(connection);
  const { live, diagnostics } = connection === undefined || other ? { live: undefined, diagnostics: [] } : await connect(connection, schema);
  const parts: Part[] = [{ diagnostics: [...(schema?.diagnostics ?? []), ...diagnostics], facts: factsOf(schema, live) }];
  if (schema) parts.push(driftOfProject(schema, project, root));
  parts.push(await judgePending(options, schema, live, warm));
  if (schema && !hasErrors(schema.diagnostics)) rememberMigrations(options, schema.migrations);
  if (other) parts.push(await driftOfConnection(options, schema));
  if (live) parts.push(await liveParts(options, schema, live));
  if (options.compare !== undefined) parts.push(await compareWith(options.compare, schema, options));
  const advised = live?.catalog ?? schema?.wanted ?? schema?.migrated;
  if (advised) parts.push({ findings: adviseSchema(advised) });
  parts.push(hints);
  const written = options.suggestIndexes && advised
    ? writeIndexMigrations(advised, { root, output: options.output ?? 'migrations', description: schema?.description, migrations: schema?.migrations ?? [], from: live?.label ?? 'the schema', now })
    : [];
  return judge({ parts: [...parts, ...(written.length > 0 ? [noteWritten(written)] : [])], options, schema, live, written });
}

async function connect(connection: string, schema: ProjectSchema | undefined): Promise<{ live: Live | undefined; diagnostics: readonly Diagnostic[] }> {
  if (schema && hasErrors(schema.diagnostics)) return { live: undefined, diagnostics: [] };
  try {
    return { live: await readLive(connection, schema?.description), diagnostics: [] };
  } catch (error) {
    if (!(error instanceof SqlFailure)) throw error;
    return { live: undefined, diagnostics: [connectionFailed(error, connection)] };
  }
}

function factsOf(schema: ProjectSchema | undefined, live: Live | undefined): (readonly [string, string])[] {
  const description = schema?.description;
  return [
    ...(schema ? [['data source', schema.file] as const] : []),
    ...(description ? [['database', `${description.type}, TypeORM ${description.typeormVersion}`] as const, ['entities', String(description.entities)] as const, ['migrations', String(description.migrations)] as const] : []),
    ...(live ? [['connection', `${live.label} (PostgreSQL ${Math.floor(live.catalog.serverVersion / 10_000)})`] as const] : []),
  ];
}

function noteWritten(files: readonly string[]): Part {
  return { sections: [{ title: 'Written', text: `Indexes for foreign keys as migrations: ${files.join(', ')}. Give the entities the same indexes (\`@Index()\`), or they will differ from the migrations.` }] };
}
