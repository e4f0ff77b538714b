import type { Catalog, Column, Constraint, Table } from '../../catalog/catalog';

/** A catalog of tables alone: `users: id integer, name text?; orders: id integer, user_id integer -> users`. */
export function catalogOf(text: string): Catalog {
  const tables: Table[] = [];
  const constraints: Constraint[] = [];
  for (const part of text.split(';').map((t) => t.trim()).filter(Boolean)) {
    const colon = part.indexOf(':');
    const name = part.slice(0, colon).trim();
    const columns = part.slice(colon + 1).split(',').map((c) => c.trim()).filter(Boolean).map((column, position): Column => {
      const [, own, type, nullable, target] = /^(\S+) (\S+?)(\?)?(?: -> (\S+))?$/.exec(column)!;
      if (target) constraints.push(constraint('foreign', name, own!, { schema: 'public', name: target, columns: ['id'] }));
      return { kind: 'column', id: `column:public.${name}.${own}`, name: own!, position, type: type!, notNull: nullable === undefined, local: true, default: null, identity: null, generated: null } as Column;
    });
    constraints.push(constraint('primary', name, columns[0]!.name, null));
    tables.push({ kind: 'table', id: `table:public.${name}`, schema: 'public', name, columns, partitionOf: null, partitionKey: null, persistence: 'permanent', inherits: [] } as unknown as Table);
  }
  return { format: 1, tables, constraints, indexes: [], sequences: [], views: [], policies: [], rules: [], routines: [] } as unknown as Catalog;
}

function constraint(type: Constraint['type'], table: string, column: string, references: Constraint['references']): Constraint {
  return { kind: 'constraint', id: `constraint:public.${table}.${type}_${column}`, schema: 'public', table, name: `${type}_${column}`, type, columns: [column], references, parent: null, definition: type } as unknown as Constraint;
}
