import type { Catalog } from './catalog';
import { CatalogFormatError, fingerprintCatalog, parseCatalogJson, writeCatalogJson } from './catalog-json';

const empty = Object.fromEntries([
  'schemas', 'extensions', 'tables', 'constraints', 'indexes', 'sequences', 'statistics', 'views', 'enums', 'domains', 'composites', 'ranges', 'routines', 'aggregates', 'collations',
  'textSearch', 'triggers', 'eventTriggers', 'rules', 'policies', 'publications', 'subscriptions', 'foreignDataWrappers', 'servers', 'userMappings', 'defaultPrivileges', 'unsupported', 'dependencies',
].map((name) => [name, []]));
const catalog = { format: 1, serverVersion: 150020, currentUser: 'postgres', ...empty } as unknown as Catalog;

it('comes back from its text', () => expect(parseCatalogJson(writeCatalogJson(catalog))).toEqual(catalog));

it('gives a fingerprint of the schema, not of the moment', () => {
  const table = { kind: 'table', id: 'table:public.a', name: 'a' };
  const other = (rest: object) => fingerprintCatalog({ ...catalog, ...rest } as Catalog);
  expect(other({ currentUser: 'someone', serverVersion: 180000 })).toBe(fingerprintCatalog(catalog));
  expect(other({ tables: [{ ...table, size: { rows: 1 } }] })).toBe(other({ tables: [table] }));
  expect(other({ tables: [table] })).not.toBe(fingerprintCatalog(catalog));
});

it.each([['{', 'not valid JSON'], ['null', 'not a catalog'], ['{"format":2}', 'format 2'], ['{"format":1}', 'without']])('refuses %s', (text, message) => {
  expect(() => parseCatalogJson(text)).toThrow(CatalogFormatError);
  expect(() => parseCatalogJson(text)).toThrow(message);
});
