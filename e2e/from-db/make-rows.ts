import type { ColumnType } from '../../generators/lib/reverse/database/database';
import type { Property, Resource } from '../../generators/lib/reverse/database/resources/resource';

export type Row = Record<string, unknown>;

/** Values that the checks of a sample ask for, by `table.column`. A function gets the row's number. */
export type Wanted = Readonly<Record<string, unknown>>;

/** Resources before those that refer to them; columns that may be null do not count, so that circles end. */
export function inDependencyOrder(resources: readonly Resource[]): Resource[] {
  const done = new Set<Resource>();
  const ordered: Resource[] = [];
  const visit = (resource: Resource): void => {
    if (done.has(resource)) return;
    done.add(resource);
    for (const parent of parentsOf(resource, resources)) if (parent.required) visit(parent.resource);
    for (const parent of parentsOf(resource, resources)) visit(parent.resource);
    ordered.push(resource);
  };
  resources.forEach(visit);
  return ordered;
}

export interface Parent {
  readonly resource: Resource;
  readonly required: boolean;
  /** Properties here, and what they refer to there. */
  readonly links: readonly { readonly from: Property; readonly to: Property }[];
}

export function parentsOf(resource: Resource, resources: readonly Resource[]): Parent[] {
  return resource.relation.foreignKeys.flatMap((key) => {
    const parent = resources.find(({ relation }) => relation.schema === key.schema && relation.name === key.table);
    if (!parent || parent === resource) return [];
    const property = (of: Resource, column: string): Property => of.properties.find((p) => p.column.name === column)!;
    const links = key.columns.map((column, i) => ({ from: property(resource, column), to: property(parent, key.references[i]!) }));
    return [{ resource: parent, links, required: links.every(({ from }) => from.create === 'required') }];
  });
}

/** A value of a column's type, another one for each number. */
export function valueOf(type: ColumnType, n: number): unknown {
  if (type.array) return [valueOf({ ...type, array: false }, n)];
  switch (type.kind) {
    case 'integer': return Math.min(type.maximum ?? 30_000, type.orm === 'year' ? 2000 : (type.maximum ?? 1e9) < 30_000 ? 100 : 31_000) - n % 90;
    case 'bigint': return String(900_000 + n);
    case 'decimal': return String(1 + n % 9) + ((type.scale ?? 2) > 0 ? '.5' : '');
    case 'number': return n + 0.5;
    case 'boolean': return n % 2 === 0;
    case 'string': return text(type, n);
    case 'uuid': return `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
    case 'date': return `20${String(10 + n % 80)}-01-02`;
    case 'time': return `0${n % 10}:02:03`;
    case 'timestamp': return `20${String(10 + n % 80)}-01-02T03:04:05.000Z`;
    case 'interval': return 'PT2H';
    case 'json': return { n };
    case 'bytes': return Buffer.from(`b${n}`).toString('base64');
    case 'enum': return type.values![n % type.values!.length];
    case 'set': return [type.values![n % type.values!.length]];
    case 'opaque': return undefined;
  }
}

function text({ length = 40, orm, native }: ColumnType, n: number): string {
  if (orm === 'money') return `$${n}.00`;
  if (orm === 'xml' || native.includes('xml')) return `<n>${n}</n>`;
  if (orm === 'inet') return '10.0.0.1';
  const whole = `v${n.toString(36)}`;
  return length < whole.length ? n.toString(36).slice(-length).padStart(length, 'x') : whole.padEnd(orm === 'character' || orm === 'char' ? length : 1, 'z');
}
