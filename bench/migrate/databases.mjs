import pg from 'pg';
import { schemaSql } from './schema.mjs';

/** Makes a database of each version of the schema; returns their names. */
export async function makeDatabases(server, tables) {
  const names = [1, 2].map((version) => `backend_bench_${process.pid}_${tables}_${version}`);
  await withClient(`${server}postgres`, async (admin) => {
    for (const name of names) await admin.query(`CREATE DATABASE ${name}`);
  });
  for (const [index, name] of names.entries()) {
    await withClient(server + name, async (client) => {
      // Small pieces: a server locks every table of a transaction, and has room for some thousands.
      const statements = schemaSql(tables, index + 1).split(/;\n(?=CREATE|ALTER|COMMENT)/);
      for (let from = 0; from < statements.length; from += 200) await client.query(statements.slice(from, from + 200).join(';\n'));
    });
  }
  return names;
}

export async function dropDatabases(server, names) {
  await withClient(`${server}postgres`, async (admin) => {
    for (const name of names) await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  });
}

async function withClient(connectionString, work) {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
