import type { Finding } from '../report/finding';
import type { Part } from './analysis';
import { findDrift, terminated } from './drift';
import { titleOf, type ProjectSchema } from './read-project';

/** Entities against migrations. */
export function driftOfProject(schema: ProjectSchema, project: string, root: string): Part {
  const [from, to] = [titleOf('migrations', schema, root), titleOf('entities', schema, root)];
  const help = `Run \`nx run ${project}:migrate-generate\`, or change the entities.`;
  if (schema.difference) return driftOfStatements(schema, from, to, help);
  if (!schema.migrated || !schema.wanted) return {};
  const drift = findDrift({ rule: 'drift', from: { name: 'the migrations', catalog: schema.migrated }, to: { name: 'the entities', catalog: schema.wanted }, help });
  return {
    ...drift,
    findings: [...(drift.findings ?? []), ...schema.unknown.map((object): Finding => ({
      rule: 'drift', severity: 'info', object, message: `${object} is made by the migrations, and no entity has it`, help: 'Leave it, give it an entity, or drop it in a migration.',
    }))],
  };
}

/** MySQL, MariaDB and SQLite: TypeORM's own statements, proved. */
function driftOfStatements({ difference, description }: ProjectSchema, from: string, to: string, help: string): Part {
  const { up, dropped, ignored } = difference!;
  const source = `from ${from} to ${to}`;
  return {
    findings: up.map((sql): Finding => ({ rule: 'drift', severity: 'error', message: `The entities need a statement that no migration runs: ${sql.replace(/\s+/g, ' ').slice(0, 200)}`, help, fix: terminated(sql) })),
    statements: up.map((sql) => ({ source, sql: terminated(sql), effects: [], notes: [] })),
    sections: [
      { title: 'Not looked at', text: `The database is ${description?.type ?? 'not PostgreSQL'}: its statements are not linted nor observed, and there is no advice about its schema. Drift and N+1 hints are complete.` },
      ...(dropped.length > 0 ? [{ title: 'Would be lost', text: dropped.join(', ') }] : []),
      ...(ignored.length > 0 ? [{ title: 'Repeated by TypeORM', text: `${ignored.length} statements change nothing and were left out`, code: ignored.join('\n') }] : []),
    ],
  };
}
