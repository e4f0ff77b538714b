import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Diagnostic } from '../../../generators/lib/diagnostics';
import type { Catalog } from '../catalog/catalog';
import { redactConnection } from '../postgres/redact-connection';
import type { DataSourceReply } from '../typeorm/protocol';
import { sourceKind, type SourceKind } from './source-kind';

export interface SourceOptions {
  /** Absolute path of the workspace: paths are relative to it, in options and in positions. */
  readonly root: string;
  /** A PostgreSQL server where scratch databases may be made (`--shadow`); embedded ones when absent. */
  readonly shadow?: string;
  /** Also sizes and scans, where there is a live database. */
  readonly sizes?: boolean;
}

/** A source's catalog; absent when the diagnostics hold an error. */
export interface SourceResult {
  readonly catalog?: Catalog;
  readonly diagnostics: readonly Diagnostic[];
  /** What it is, for people and without secrets: `entities of apps/api/src/data-source.ts`. */
  readonly label: string;
  /** Of a data source: what else it said. */
  readonly dataSource?: DataSourceReply;
}

/** Reads the schema that an option's text names, whatever its kind. */
export async function readSource(text: string, options: SourceOptions): Promise<SourceResult> {
  return readKind(sourceKind(text, options.root), text, options);
}

async function readKind(source: SourceKind, text: string, options: SourceOptions): Promise<SourceResult> {
  switch (source.kind) {
    case 'data-source': return readDataSourceSide(source, options);
    case 'sql': return (require('./read-sql') as typeof import('./read-sql')).readSql(source.files, text, options);
    case 'connection': return (require('./read-database') as typeof import('./read-database')).readConnection(source.connection, options);
    case 'pglite': return (require('./read-database') as typeof import('./read-database')).readPgliteFolder(source.folder, text);
    case 'catalog': return readCatalogFile(source.file, options);
    case 'unknown': return unknownSource(source.reason, text);
  }
}

async function readDataSourceSide({ file, side, exportName }: Extract<SourceKind, { kind: 'data-source' }>, { root, shadow }: SourceOptions): Promise<SourceResult> {
  const { readDataSource } = require('../typeorm/read-data-source') as typeof import('../typeorm/read-data-source');
  const reply = await readDataSource({ file, root, task: { kind: 'catalogs', sides: [side] }, ...(shadow !== undefined && { shadow }), ...(exportName !== undefined && { exportName }) });
  const catalog = reply.catalogs?.[side];
  return { label: labelOf(side, file, root), diagnostics: reply.diagnostics, dataSource: reply, ...(catalog && { catalog }) };
}

/** `migrations of apps/api/src/data-source.ts` */
export function labelOf(side: string, file: string, root: string): string {
  return `${side} of ${path.relative(root, file).split(path.sep).join('/')}`;
}

function readCatalogFile(file: string, { root }: SourceOptions): SourceResult {
  const { parseCatalogJson, CatalogFormatError } = require('../catalog/catalog-json') as typeof import('../catalog/catalog-json');
  const label = path.relative(root, file).split(path.sep).join('/');
  try {
    return { label, diagnostics: [], catalog: parseCatalogJson(readFileSync(file, 'utf8')) };
  } catch (error) {
    if (!(error instanceof CatalogFormatError)) throw error;
    return {
      label,
      diagnostics: [{ code: 'BACKEND_SCHEMA_CATALOG', severity: 'error', message: `${label} is ${error.message}`, help: 'Give a catalog.json that this package wrote.', position: { file: label, line: 1, column: 1 } }],
    };
  }
}

const REASONS = {
  missing: ['there is no', 'Check the path; it is relative to the root of the workspace.'],
  empty: ['no .sql files are in', 'Give a folder with .sql files, or a PGlite data directory.'],
  kind: ['a schema cannot be read from', 'Give a TypeORM data source (.ts, .js), .sql, catalog.json, a PGlite data directory or postgres://…'],
  database: ['only PostgreSQL can be read by a connection, not', 'For MySQL, MariaDB and SQLite compare a data source with its migrations or, by --connection, with a database.'],
} as const;

function unknownSource(reason: keyof typeof REASONS, text: string): SourceResult {
  const label = redactConnection(text);
  const [message, help] = REASONS[reason];
  return { label, diagnostics: [{ code: 'BACKEND_SCHEMA_SOURCE', severity: 'error', message: `${message} ${label}`, help }] };
}
