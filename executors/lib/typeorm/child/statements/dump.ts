import type { UserDataSource } from '../typeorm-types';

/** The structure of a database as lines that can be compared; the order of columns and TypeORM's own tables aside. */
export async function dumpStructure(source: UserDataSource, mysql: boolean, bookkeeping: ReadonlySet<string>): Promise<string[]> {
  const lines = await (mysql ? dumpMysql(source) : dumpSqlite(source));
  return lines.filter(([table]) => !bookkeeping.has(table)).map(([table, line]) => `${table}: ${line}`).sort();
}

async function dumpMysql(source: UserDataSource): Promise<[string, string][]> {
  const lines: [string, string][] = [];
  for (const row of (await source.query('SHOW FULL TABLES')) as Record<string, string>[]) {
    const [name = '', type] = Object.values(row);
    const [shown] = (await source.query(`SHOW CREATE ${type === 'VIEW' ? 'VIEW' : 'TABLE'} \`${name.replaceAll('`', '``')}\``)) as Record<string, string>[];
    const text = (shown!['Create Table'] ?? shown!['Create View']!).replace(/ AUTO_INCREMENT=\d+/, '');
    lines.push(...text.split('\n').map((line): [string, string] => [name, line.trim().replace(/,$/, '')]));
  }
  return lines;
}

async function dumpSqlite(source: UserDataSource): Promise<[string, string][]> {
  const lines: [string, string][] = [];
  const objects = (await source.query("SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'")) as { type: string; name: string; sql: string }[];
  const runner = source.createQueryRunner();
  const pragma = async (name: string, argument: string): Promise<Record<string, unknown>[]> => (await runner.query(`PRAGMA ${name}("${argument.replaceAll('"', '""')}")`)) as Record<string, unknown>[];
  try {
    for (const { name, type, sql } of objects) {
      if (type === 'view' || type === 'trigger') lines.push([name, sql]);
      if (type !== 'table') continue;
      for (const { cid: _cid, ...column } of await pragma('table_xinfo', name)) lines.push([name, `column ${JSON.stringify(column)}`]);
      for (const { id: _id, seq, ...key } of await pragma('foreign_key_list', name)) lines.push([name, `foreign key ${String(seq)} ${JSON.stringify(key)}`]);
      for (const index of await pragma('index_list', name)) {
        const keys = (await pragma('index_xinfo', String(index['name']))).filter(({ key }) => key === 1).map(({ name: column, desc, coll }) => [column, desc, coll]);
        // The name of an index behind a constraint is a number.
        const own = objects.find((object) => object.name === index['name']);
        lines.push([name, `index ${own ? own.name : ''} ${JSON.stringify([index['unique'], index['origin'], index['partial'], keys])} ${own?.sql?.split(/\bWHERE\b/i)[1] ?? ''}`]);
      }
    }
    for (const table of await runner.getTables()) lines.push(...table.checks.map((check): [string, string] => [table.name, `check ${check.name} ${check.expression}`]));
  } finally {
    await runner.release();
  }
  return lines;
}
