import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { hasErrors, type Diagnostic } from '../../../generators/lib/diagnostics';
import { RenameError } from '../diff/rename-objects';
import { connectionFailed } from '../sources/connection-failed';
import { readPair, type SourcePair } from '../sources/read-pair';
import { SqlFailure } from '../postgres/sql-client';
import type { DraftStatement } from '../write/draft';
import { migrationFiles } from '../write/migration-files';
import { difference, type Difference } from './difference';
import { PlainRenameError, plainRename } from './plain-rename';
import { endsOf, type GenerateRequest } from './request';

export interface GeneratedFile {
  /** Relative to the workspace. */
  readonly path: string;
  readonly content: string;
}

export interface Generated {
  /** A difference was written, or there is none. */
  readonly ok: boolean;
  readonly from: string;
  readonly to: string;
  readonly up: readonly DraftStatement[];
  readonly down: readonly DraftStatement[];
  readonly files: readonly GeneratedFile[];
  readonly proof: Difference['proof'] | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** Finds the difference, proves it, and writes it; nothing is written when input is bad or the proof fails. */
export async function generateMigration(request: GenerateRequest): Promise<Generated> {
  const ends = endsOf(request);
  if ('code' in ends) return nothing('', '', [ends]);
  let pair: SourcePair;
  let found: Difference;
  try {
    pair = await readPair(ends.from, ends.to, {
      root: request.root, renames: typeormRenames(request), allowDestructive: request.allowDestructive ?? false, ...(request.shadow !== undefined && { shadow: request.shadow }),
    });
    if (hasErrors(pair.diagnostics)) return nothing(pair.from, pair.to, pair.diagnostics);
    found = await difference(pair, request);
  } catch (error) {
    if (error instanceof RenameError || error instanceof PlainRenameError) return nothing(ends.from, ends.to, [{ code: 'BACKEND_GENERATE_OPTION', severity: 'error', message: error.message, help: 'Write --rename=table.column:table.new_name, with the schema where it is not public.' }]);
    if (error instanceof SqlFailure && request.shadow !== undefined) return nothing(ends.from, ends.to, [connectionFailed(error, request.shadow)]);
    throw error;
  }
  const diagnostics = [...pair.diagnostics, ...found.diagnostics];
  const result = { from: pair.from, to: pair.to, up: found.up, down: found.down, proof: found.proof, diagnostics };
  if (hasErrors(diagnostics)) return { ...result, ok: false, files: [] };
  if (found.up.length === 0) return { ...result, ok: true, files: [] };
  const folder = outputFolder(request, pair);
  const draft = { name: request.name ?? 'migration', from: pair.from, to: pair.to, up: found.up, down: found.down, irreversible: found.irreversible };
  const files = migrationFiles(draft, request.format ?? 'typeorm', freeTimestamp(path.join(request.root, folder), request.timestamp))
    .map(({ name, content }) => ({ path: path.posix.join(folder, name), content }));
  for (const file of files) {
    mkdirSync(path.dirname(path.join(request.root, file.path)), { recursive: true });
    writeFileSync(path.join(request.root, file.path), file.content, { flag: 'wx' });
  }
  return { ...result, ok: true, files };
}

/** PostgreSQL's hints are read against its catalog; here only what no catalog tells. */
function typeormRenames({ rename = [] }: GenerateRequest): ReturnType<typeof plainRename>[] {
  return rename.flatMap((text) => {
    try {
      return [plainRename(text)];
    } catch (error) {
      // Three names are right for PostgreSQL; whose they are is known once the data source is read.
      if (error instanceof PlainRenameError && /^[^:]+\.[^:]+:/.test(text)) return [];
      throw error;
    }
  });
}

/** `--output`, else where the latest migration stands, else `migrations/` beside the data source or in the project. */
function outputFolder({ output, dataSource, projectRoot, root }: GenerateRequest, { description }: SourcePair): string {
  if (output !== undefined) return path.posix.normalize(output);
  if (description?.migrationsFolder !== undefined) return description.migrationsFolder;
  if (dataSource === undefined) return path.posix.join(projectRoot, 'migrations');
  return path.posix.join(path.posix.dirname(path.relative(root, path.resolve(root, dataSource)).split(path.sep).join('/')), 'migrations');
}

/** Never before a migration that is there: TypeORM runs them by their time. */
function freeTimestamp(folder: string, wanted: number): number {
  if (!existsSync(folder)) return wanted;
  const latest = Math.max(0, ...readdirSync(folder).map((name) => Number(/^(\d{13})\D/.exec(name)?.[1] ?? 0)));
  return Math.max(wanted, latest + 1);
}

function nothing(from: string, to: string, diagnostics: readonly Diagnostic[]): Generated {
  return { ok: false, from, to, up: [], down: [], files: [], proof: null, diagnostics };
}
