import type { Aggregate, CatalogObject, Routine, SchemaObject, Trigger, UserMapping } from '../catalog/catalog';
import type { ObjectKind } from '../catalog/object';
import { qualify, quoteIdentifier, quoteRole } from '../catalog/quote';
import type { ColumnDefault, TableColumn } from './facts';

const WORDS: Readonly<Record<Exclude<ObjectKind, 'default' | 'default-privilege'>, string>> = {
  schema: 'SCHEMA', extension: 'EXTENSION', table: 'TABLE', 'foreign-table': 'FOREIGN TABLE', column: 'COLUMN', constraint: 'CONSTRAINT', index: 'INDEX',
  sequence: 'SEQUENCE', statistics: 'STATISTICS', view: 'VIEW', 'materialized-view': 'MATERIALIZED VIEW', enum: 'TYPE', domain: 'DOMAIN', composite: 'TYPE',
  range: 'TYPE', function: 'FUNCTION', procedure: 'PROCEDURE', aggregate: 'AGGREGATE', collation: 'COLLATION',
  'text-search-configuration': 'TEXT SEARCH CONFIGURATION', 'text-search-dictionary': 'TEXT SEARCH DICTIONARY', 'text-search-parser': 'TEXT SEARCH PARSER',
  'text-search-template': 'TEXT SEARCH TEMPLATE', trigger: 'TRIGGER', 'event-trigger': 'EVENT TRIGGER', rule: 'RULE', policy: 'POLICY',
  publication: 'PUBLICATION', subscription: 'SUBSCRIPTION', 'foreign-data-wrapper': 'FOREIGN DATA WRAPPER', server: 'SERVER', 'user-mapping': 'USER MAPPING',
};

/** How ALTER, DROP and COMMENT ON name an object: `TABLE public.users`, `TRIGGER t ON public.users`. */
export function target(object: CatalogObject): string {
  return `${WORDS[object.kind as keyof typeof WORDS]} ${targetName(object)}`;
}

/** The name alone: `public.users`, `f(integer)`, `t ON public.users`. */
export function targetName(object: CatalogObject): string {
  switch (object.kind) {
    case 'function': case 'procedure':
      return `${qualify(object as Routine)}(${(object as Routine).signature})`;
    case 'aggregate':
      return `${qualify(object as Aggregate)}(${(object as Aggregate).arguments})`;
    case 'constraint': case 'trigger': case 'rule': case 'policy':
      return `${quoteIdentifier(object.name)} ON ${relationOf(object as Trigger)}`;
    case 'column':
      return `${qualify((object as TableColumn).table)}.${quoteIdentifier(object.name)}`;
    case 'default':
      return `${qualify((object as ColumnDefault).table)}.${quoteIdentifier(object.name)}`;
    case 'user-mapping':
      return `FOR ${quoteRole((object as UserMapping).user)} SERVER ${quoteIdentifier(object.name)}`;
    case 'schema': case 'extension': case 'event-trigger': case 'publication': case 'subscription': case 'foreign-data-wrapper': case 'server': case 'default-privilege':
      return quoteIdentifier(object.name);
    default:
      return qualify(object as SchemaObject);
  }
}

/** The relation that a part stands on. */
export function relationOf(part: { readonly schema: string; readonly table: string }): string {
  return qualify({ schema: part.schema, name: part.table });
}

export function drop(object: CatalogObject): string {
  return `DROP ${target(object)}`;
}
