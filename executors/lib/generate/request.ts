import type { Diagnostic } from '../../../generators/lib/diagnostics';
import type { MigrationFormat } from '../write/migration-files';

/** What migrate-generate is asked, as people write it. */
export interface GenerateOptions {
  readonly dataSource?: string;
  readonly compare?: string;
  readonly connection?: string;
  readonly from?: string;
  readonly to?: string;
  readonly name?: string;
  readonly output?: string;
  readonly format?: MigrationFormat;
  readonly rename?: readonly string[];
  readonly online?: boolean;
  readonly allowDestructive?: boolean;
  readonly shadow?: string;
}

export interface GenerateRequest extends GenerateOptions {
  /** Absolute path of the workspace. */
  readonly root: string;
  readonly project: string;
  /** Folder of the project, relative to the workspace. */
  readonly projectRoot: string;
  /** Milliseconds that the file names begin with. */
  readonly timestamp: number;
}

/** Both ends as texts of sources: `--from` and `--to`, else what the shorter options mean. */
export function endsOf({ dataSource, compare, connection, from, to }: GenerateOptions): { from: string; to: string } | Diagnostic {
  const start = from ?? connection ?? (dataSource === undefined ? undefined : `migrations:${dataSource}`);
  const end = to ?? compare ?? (dataSource === undefined ? undefined : `entities:${dataSource}`);
  const wrong = (message: string): Diagnostic => ({ code: 'BACKEND_GENERATE_OPTION', severity: 'error', message, help: 'Give --dataSource, with --compare or --connection where another end is meant; or --from and --to.' });
  if (from !== undefined && connection !== undefined) return wrong('--from and --connection both say where to start');
  if (to !== undefined && compare !== undefined) return wrong('--to and --compare both say where to go');
  if (start === undefined) return wrong('nothing says where to start from');
  if (end === undefined) return wrong('nothing says where to go');
  return { from: start, to: end };
}
