import type { Diagnostic } from '../../../generators/lib/diagnostics';
import type { Catalog } from '../catalog/catalog';
import { redactConnection } from '../postgres/redact-connection';
import type { DataSourceDescription, DataSourceReply, Rename, StatementsDifference } from '../typeorm/protocol';
import { withoutBookkeeping } from './bookkeeping';
import { carryOver } from './carry-over';
import { labelOf, readSource, type SourceOptions } from './read-source';
import { sourceKind, type SourceKind } from './source-kind';

export interface PairOptions extends SourceOptions {
  /** Only for databases whose differences TypeORM itself finds; PostgreSQL's are the differ's. */
  readonly renames: readonly Rename[];
  /** Tables that no entity has may go. */
  readonly allowDestructive: boolean;
}

/** Two schemas to compare, of PostgreSQL; or, of other databases, their difference as TypeORM's statements. */
export interface SourcePair {
  readonly from: string;
  readonly to: string;
  readonly catalogs?: { readonly from: Catalog; readonly to: Catalog };
  readonly statements?: StatementsDifference;
  readonly diagnostics: readonly Diagnostic[];
  /** Of the data source among them. */
  readonly description?: DataSourceDescription;
}

type DataSourceKind = Extract<SourceKind, { kind: 'data-source' }>;

/** Reads both ends of a difference; a data source's entities and migrations in one process. */
export async function readPair(fromText: string, toText: string, options: PairOptions): Promise<SourcePair> {
  const [from, to] = [sourceKind(fromText, options.root), sourceKind(toText, options.root)];
  if (to.kind === 'data-source' && to.side === 'entities') {
    const live = otherDatabase(from, fromText, options);
    const sameSource = from.kind === 'data-source' && from.file === to.file && from.exportName === to.exportName && from.side === 'migrations';
    if (live !== undefined || sameSource) return readDifference(to, sameSource ? undefined : live, options);
  }
  const first = await readSource(fromText, options);
  const second = await readSource(toText, options);
  const replies = [first.dataSource, second.dataSource];
  return settle({ from: first.label, to: second.label, diagnostics: [...first.diagnostics, ...second.diagnostics] }, first.catalog, second.catalog, second.dataSource, replies, to, options);
}

/** A database that is not PostgreSQL's: a MySQL address, or a SQLite file. */
function otherDatabase(from: SourceKind, text: string, { root }: SourceOptions): string | undefined {
  if (from.kind !== 'unknown') return undefined;
  if (/^(?:mysql|mariadb|sqlite):/.test(text)) return text;
  return from.reason === 'kind' && /\.(?:sqlite3?|db3?)$/.test(text) && root !== '' ? text : undefined;
}

async function readDifference({ file, exportName }: DataSourceKind, live: string | undefined, options: PairOptions): Promise<SourcePair> {
  const { readDataSource } = require('../typeorm/read-data-source') as typeof import('../typeorm/read-data-source');
  const { root, shadow, renames } = options;
  const statements = { kind: 'statements', renames, ...(live !== undefined && { connection: live }) } as const;
  const reply = await readDataSource({
    file, root, ...(shadow !== undefined && { shadow }), ...(exportName !== undefined && { exportName }),
    task: live === undefined ? { kind: 'catalogs', sides: ['migrations', 'entities'], otherwise: statements } : statements,
  });
  const labels = { from: live === undefined ? labelOf('migrations', file, root) : redactConnection(live), to: labelOf('entities', file, root), diagnostics: reply.diagnostics };
  if (reply.statements) return { ...labels, statements: reply.statements, ...(reply.description && { description: reply.description }) };
  return settle(labels, reply.catalogs?.migrations, reply.catalogs?.entities, reply, [reply], { kind: 'data-source', file, side: 'entities' }, options);
}

/** Takes TypeORM's own tables out, and gives entities what they have no words for. */
function settle(
  labels: Pick<SourcePair, 'from' | 'to' | 'diagnostics'>, from: Catalog | undefined, to: Catalog | undefined,
  target: DataSourceReply | undefined, replies: readonly (DataSourceReply | undefined)[], toKind: SourceKind, options: PairOptions,
): SourcePair {
  const description = replies.find((reply) => reply?.description)?.description;
  const pair = { ...labels, ...(description && { description }) };
  if (from === undefined || to === undefined) return pair;
  const [start, end] = [withoutBookkeeping(from, description), withoutBookkeeping(to, description)];
  if (toKind.kind !== 'data-source' || toKind.side !== 'entities') return { ...pair, catalogs: { from: start, to: end } };
  const unsynchronized = target?.description?.unsynchronized ?? { tables: [], indexes: [] };
  const { catalog, kept } = carryOver(end, start, { keepUnknown: !options.allowDestructive, unsynchronized });
  const notes = kept.map((name): Diagnostic => ({
    code: 'BACKEND_GENERATE_KEPT', severity: 'warning', message: `${name} is in ${labels.from}, and no entity has it: it is left alone`,
    help: 'To drop it with its rows: --allowDestructive.',
  }));
  return { ...pair, catalogs: { from: start, to: catalog }, diagnostics: [...labels.diagnostics, ...notes] };
}
