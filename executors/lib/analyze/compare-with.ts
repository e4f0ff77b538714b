import { readSource } from '../sources/read-source';
import type { Part } from './analysis';
import { findDrift } from './drift';
import type { AnalyzeOptions } from './options';
import type { ProjectSchema } from './read-project';

/** The entities (or else the migrations) against another schema: a script, a folder, a database, a stored catalog. */
export async function compareWith(compare: string, schema: ProjectSchema | undefined, { root, shadow }: AnalyzeOptions): Promise<Part> {
  const { catalog, diagnostics, label } = await readSource(compare, { root, ...(shadow !== undefined && { shadow }) });
  const own = schema?.wanted ?? schema?.migrated;
  if (!catalog) return { diagnostics };
  if (!own) return { diagnostics: [...diagnostics, { code: 'BACKEND_ANALYZE_COMPARE', severity: 'error', message: `there is nothing to compare ${label} with`, help: 'Give a PostgreSQL data source by --dataSource.' }] };
  const drift = findDrift({ rule: 'compare-drift', from: { name: 'the entities', catalog: own }, to: { name: label, catalog }, help: `Bring the entities to ${label}, or ${label} to the entities by migrate-generate.` });
  return { ...drift, diagnostics };
}
