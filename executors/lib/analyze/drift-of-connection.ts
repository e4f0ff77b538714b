import path from 'node:path';
import { hasErrors, type Diagnostic } from '../../../generators/lib/diagnostics';
import { redactConnection } from '../postgres/redact-connection';
import type { Finding } from '../report/finding';
import type { DataSourceReply } from '../typeorm/protocol';
import type { Part } from './analysis';
import { terminated } from './drift';
import type { AnalyzeOptions } from './options';
import type { ProjectSchema } from './read-project';

/** Of a connection whether PostgreSQL answers there; the live side of other databases is TypeORM's to read. */
export function isPostgres(connection: string): boolean {
  return /^postgres(?:ql)?:/i.test(connection);
}

/** A live MySQL, MariaDB or SQLite against the entities: TypeORM's own statements, proved on a copy of its structure. */
export async function driftOfConnection({ connection, dataSource, root, shadow, project }: AnalyzeOptions, schema: ProjectSchema | undefined): Promise<Part> {
  if (dataSource === undefined || schema?.description === undefined || schema.description.type === 'postgres') return { diagnostics: schema && hasErrors(schema.diagnostics) ? [] : [refused(schema)] };
  const reply = await read({ connection, dataSource, root, shadow });
  if (!reply.statements) return { diagnostics: reply.diagnostics };
  const { up, dropped, ignored } = reply.statements;
  const label = redactConnection(connection!);
  return {
    diagnostics: reply.diagnostics.filter(({ severity }) => severity === 'error'), facts: [['connection', label]],
    findings: up.map((sql): Finding => ({
      rule: 'database-drift', severity: 'warning', message: `The database is not what the entities say; this statement is missing: ${sql.replace(/\s+/g, ' ').slice(0, 200)}`,
      help: `Run what is pending by \`nx run ${project}:migrate-run\`; where nothing is, someone changed the database by hand.`,
    })),
    statements: up.map((sql) => ({ source: `from ${label} to the entities`, sql: terminated(sql), effects: [], notes: [] })),
    sections: [
      { title: 'Not looked at', text: 'How the database is used: statistics are read of PostgreSQL only.' },
      ...(dropped.length > 0 ? [{ title: 'Would be lost there', text: dropped.join(', ') }] : []),
      ...(ignored.length > 0 ? [{ title: 'Repeated by TypeORM', text: `${ignored.length} statements change nothing and were left out`, code: ignored.join('\n') }] : []),
    ],
  };
}

function read({ connection, dataSource, root, shadow }: Pick<AnalyzeOptions, 'connection' | 'dataSource' | 'root' | 'shadow'>): Promise<DataSourceReply> {
  const { readDataSource } = require('../typeorm/read-data-source') as typeof import('../typeorm/read-data-source');
  const [file, exportName] = dataSource!.split('#', 2) as [string, string | undefined];
  return readDataSource({
    file: path.resolve(root, file), root, ...(exportName !== undefined && { exportName }), ...(shadow !== undefined && { shadow }),
    task: { kind: 'statements', renames: [], ...(connection !== undefined && { connection }) },
  });
}

function refused(schema: ProjectSchema | undefined): Diagnostic {
  return {
    code: 'BACKEND_SCHEMA_SOURCE', severity: 'error', message: schema ? 'the connection is not of PostgreSQL, and the data source is' : 'only PostgreSQL can be read by a connection alone',
    help: 'Give postgres://…; a MySQL, MariaDB or SQLite database is compared with the entities of a data source of its kind, by --dataSource.',
  };
}
