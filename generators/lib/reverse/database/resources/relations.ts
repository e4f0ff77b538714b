import pluralize from 'pluralize';
import { camelCase, toWords } from '../../../names/words';
import type { ForeignKey } from '../database';
import { freeName } from './properties';
import type { Resource, ToMany, ToOne } from './resource';

export interface Linked {
  readonly toOne: ToOne[];
  readonly toMany: ToMany[];
}

/** Properties of entities that follow foreign keys, there and back. `_id` and `Id` come off: `artist_id` leads to `artist`. */
export function linkResources(resources: readonly Resource[]): Map<Resource, Linked> {
  const links = new Map(resources.map((resource): [Resource, Linked] => [resource, { toOne: [], toMany: [] }]));
  const taken = new Map(resources.map((resource) => [resource, new Set(resource.properties.map(({ name }) => name))]));
  for (const source of resources) {
    for (const key of source.relation.foreignKeys) {
      const target = resources.find(({ relation }) => relation.schema === key.schema && relation.name === key.table);
      // An entity needs a primary key to be led to.
      if (!target || target.key.length === 0 || source.key.length === 0 || !key.references.every((column) => target.properties.some((p) => p.column.name === column))) continue;
      const unique = isUnique(source, key);
      const name = freeName(nameOf(key, target), taken.get(source)!);
      const rivals = source.relation.foreignKeys.filter((other) => other.schema === key.schema && other.table === key.table);
      const noun = toWords(unique ? source.singular : source.plural);
      const inverse = freeName(camelCase(rivals.length > 1 || source === target ? [...noun, 'by', ...toWords(name)] : noun), taken.get(target)!);
      const nullable = key.columns.some((column) => source.relation.columns.find((c) => c.name === column)?.nullable);
      links.get(source)!.toOne.push({ name, target, unique, nullable, onDelete: key.onDelete, inverse, columns: key.columns.map((column, i) => ({ column, references: key.references[i]! })) });
      links.get(target)!.toMany.push({ name: inverse, source, unique, inverse: name });
    }
  }
  return links;
}

function nameOf(key: ForeignKey, target: Resource): string {
  if (key.columns.length > 1) return camelCase(toWords(target.singular));
  const words = toWords(key.columns[0]!);
  if (words.length > 1 && ['id', 'fk', 'key', 'code', 'no'].includes(words.at(-1)!)) return camelCase(words.slice(0, -1));
  const whole = words.join('');
  // `customerid` leads to `customer`, `reports_to` to `reportsToEmployee`.
  if (words.length === 1 && whole.length > 2 && whole.endsWith('id')) return whole.slice(0, -2);
  return whole === 'id' ? camelCase(toWords(pluralize.singular(target.singular))) : camelCase([...words, ...toWords(target.singular)]);
}

function isUnique({ relation }: Resource, { columns }: ForeignKey): boolean {
  const same = (other: readonly string[]): boolean => other.length === columns.length && other.every((column) => columns.includes(column));
  return same(relation.primaryKey) || relation.uniques.some((unique) => same(unique.columns));
}
