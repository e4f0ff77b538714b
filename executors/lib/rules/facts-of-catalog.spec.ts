import type { Catalog } from '../catalog/catalog';
import { factsOfCatalog, lintScript } from './index';

/** The parts of a catalog that rules look at. */
function catalogOf(): Pick<Catalog, 'tables' | 'constraints' | 'indexes'> {
  const column = (name: string, type: string, notNull = false) => ({ name, type, notNull, notNullValidated: true });
  const constraint = (name: string, type: string, definition: string, columns: string[], validated = true) =>
    ({ schema: 'app', table: 'users', name, type, definition, columns, validated, enforced: true });
  return {
    tables: [
      { schema: 'app', name: 'users', partitionKey: null, persistence: 'permanent', columns: [
        column('id', 'bigint', true), column('name', 'character varying(20)'), column('mail', 'text'), column('tags', 'text[]'), column('old', 'text'), column('boss', 'bigint'),
      ] },
      { schema: 'app', name: 'events', partitionKey: 'RANGE (at)', persistence: 'permanent', columns: [] },
    ],
    constraints: [
      constraint('mail_there', 'check', 'CHECK ((mail IS NOT NULL))', ['mail']),
      constraint('old_there', 'check', 'CHECK ((old IS NOT NULL)) NOT VALID', ['old'], false),
    ],
    indexes: [{ schema: 'app', name: 'users_boss', table: 'users', unique: false, predicate: null, keys: [{ column: 'boss' }] }],
  } as unknown as Pick<Catalog, 'tables' | 'constraints' | 'indexes'>;
}

it('tells rules the types, proofs and indexes that a catalog has', async () => {
  const facts = await factsOfCatalog(catalogOf());
  const sql = `ALTER TABLE app.users ALTER name TYPE varchar(40), ALTER tags TYPE varchar[], ALTER mail SET NOT NULL, ALTER old SET NOT NULL, ALTER id SET NOT NULL;
    ALTER TABLE app.users ADD FOREIGN KEY (boss) REFERENCES app.users (id) NOT VALID; CREATE INDEX ON app.events (at);`;
  const rules = ['changing-column-type', 'adding-not-nullable-field', 'foreign-key-without-index', 'require-concurrent-index-creation'];
  const findings = await lintScript(sql, { facts, rules });
  expect(findings.map(({ rule, severity, object }) => `${severity} ${rule} ${object}`)).toEqual([
    'error adding-not-nullable-field app.users.old',
    'info changing-column-type app.users.name', 'error changing-column-type app.users.tags',
    'error require-concurrent-index-creation app.events',
  ]);
  expect(findings[3]).toMatchObject({ help: expect.stringContaining('ON ONLY') });
  expect(findings[3]).not.toHaveProperty('fix');
});
