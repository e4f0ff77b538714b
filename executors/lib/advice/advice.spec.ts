import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ADVICE, adviseSchema } from '.';
import { readCatalog } from '../catalog/read-catalog';
import { openEmbedded } from '../postgres/embedded';
import type { SqlClient } from '../postgres/sql-client';
import type { Finding } from '../report/finding';
import { CASES } from './testing/cases';

jest.setTimeout(60_000);

describe('adviseSchema', () => {
  let client: SqlClient;
  let findings: readonly Finding[];
  const ids = Object.keys(CASES);
  const schemaOf = (id: string, kind: 'found' | 'alone') => `${kind}_${ids.indexOf(id)}`;

  beforeAll(async () => {
    client = await openEmbedded();
    for (const id of ids) {
      for (const kind of ['found', 'alone'] as const) {
        const schema = schemaOf(id, kind);
        await client.exec(`CREATE SCHEMA ${schema}; SET search_path = ${schema}; ${CASES[id]![kind]}`);
      }
    }
    findings = adviseSchema(await readCatalog(client, { sizes: true }));
  });
  afterAll(() => client.close());
  const of = (schema: string, rule: string) => findings.filter((finding) => finding.rule === rule && finding.object?.split('.')[0] === schema);

  it.each(Object.entries(CASES))('%s: finds it, and leaves its cure alone', (id, { count = 1 }) => {
    const found = of(schemaOf(id, 'found'), id);
    expect(found.map(({ message }) => message)).toHaveLength(count);
    expect(of(schemaOf(id, 'alone'), id)).toEqual([]);
    // Facts have no full stop, actions have one.
    for (const { message, help } of found) expect([message, help]).toEqual([expect.stringMatching(/[^.]$/), expect.stringMatching(/\.$/)]);
  });

  it('has a case, a file and a page for every check', () => {
    expect(ADVICE.map(({ id }) => id).sort()).toEqual([...ids].sort());
    const files = readdirSync(__dirname).filter((name) => name.endsWith('.ts') && !/^(index|all-advice|advice\.spec)\.ts$/.test(name));
    expect(files.map((name) => name.slice(0, -3)).sort()).toEqual([...ids].sort());
    const pages = [...ids, 'n-plus-one', 'relation-not-loaded', 'sequential-scans', 'slow-statement', 'drift', 'database-drift', 'compare-drift', 'statement-fails'];
    const page = (id: string) => path.join(__dirname, '../../../docs/rules', `${id}.md`);
    expect(pages.filter((id) => !existsSync(page(id)) || !readFileSync(page(id), 'utf8').startsWith(`# ${id}\n`))).toEqual([]);
  });

  it('gives fixes that end the finding', async () => {
    const fixed = findings.filter(({ rule, object, fix }) => fix !== undefined && object?.split('.')[0] === schemaOf(rule, 'found'));
    // The shadow has one session, where CONCURRENTLY is as good as without.
    for (const { fix } of fixed) await client.exec(fix!);
    const after = adviseSchema(await readCatalog(client, { sizes: true }));
    expect(after.filter((a) => fixed.some((b) => a.rule === b.rule && a.object === b.object && a.message === b.message))).toEqual([]);
    expect(new Set(fixed.map(({ rule }) => rule))).toEqual(new Set(['foreign-key-without-index', 'duplicate-index', 'redundant-index', 'invalid-index', 'unused-index', 'sequence-narrower-than-column', 'constraint-not-validated']));
  });
});
