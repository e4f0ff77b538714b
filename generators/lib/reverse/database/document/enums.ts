import { pascalCase, toWords } from '../../../names/words';
import type { ColumnType } from '../database';
import type { Property, Resource } from '../resources/resource';
import { identifier } from '../resources/table-names';

/** Component schemas of enums: one a type where the database names it (PostgreSQL), one a column elsewhere. */
export class Enums {
  private readonly byKey = new Map<string, string>();
  private readonly values = new Map<string, readonly string[]>();
  private readonly taken: Set<string>;

  constructor(resources: readonly Resource[]) {
    this.taken = new Set(resources.flatMap(({ entity }) => [entity, `New${entity}`, `${entity}Patch`, `${entity}Page`, `${entity}Replacement`]).map((name) => name.toLowerCase()));
    for (const resource of resources) for (const property of resource.properties) this.add(resource, property);
  }

  /** The component's name; undefined: no enum. */
  nameOf(resource: Resource, { column }: Property): string | undefined {
    return this.byKey.get(keyOf(resource, column.type, column.name));
  }

  entries(): [name: string, values: readonly string[]][] {
    return [...this.values].sort(([a], [b]) => (a < b ? -1 : 1));
  }

  private add(resource: Resource, { column }: Property): void {
    const { type } = column;
    if (type.kind !== 'enum' || this.byKey.has(keyOf(resource, type, column.name))) return;
    const words = type.enumName ? toWords(type.enumName.name) : [...toWords(resource.entity), ...toWords(column.name)];
    const wanted = identifier(pascalCase(words)) || 'Enum';
    let name = wanted;
    for (let n = 2; this.taken.has(name.toLowerCase()); n++) name = `${wanted}${n === 2 ? 'Value' : String(n)}`;
    this.taken.add(name.toLowerCase());
    this.byKey.set(keyOf(resource, type, column.name), name);
    this.values.set(name, type.values ?? []);
  }
}

function keyOf({ relation }: Resource, type: ColumnType, column: string): string {
  return JSON.stringify(type.enumName ?? [relation.schema, relation.name, column]);
}
