import type { Node, RangeVar, TypeName } from 'libpg-query';

type KindOf<N> = N extends N ? keyof N : never;
/** Names of the kinds of node: `CreateStmt`, `AlterTableStmt`, … */
export type Kind = KindOf<Node>;
export type NodeOf<K extends Kind> = Node extends infer N ? (N extends Readonly<Record<K, infer Content>> ? Content : never) : never;

/** The node's content where it is of that kind. */
export function pick<K extends Kind>(node: Node | undefined, kind: K): NodeOf<K> | undefined {
  return (node as Record<string, unknown> | undefined)?.[kind] as NodeOf<K> | undefined;
}

/** The contents of those nodes of a list that are of that kind. */
export function all<K extends Kind>(nodes: readonly Node[] | undefined, kind: K): NodeOf<K>[] {
  return (nodes ?? []).map((node) => pick(node, kind)).filter((found) => found !== undefined) as NodeOf<K>[];
}

/** The strings of a list: names of columns, parts of a qualified name. */
export function strings(nodes: readonly Node[] | undefined): string[] {
  return all(nodes, 'String').map((part) => part.sval ?? '');
}

/** Every node within, itself included, in the order they are written. */
export function* nodesWithin(value: unknown): Generator<Node> {
  if (Array.isArray(value)) {
    for (const item of value) yield* nodesWithin(item);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) {
      // Kinds of node begin with a capital, their fields do not.
      if (/^[A-Z]/.test(key)) yield value as Node;
      yield* nodesWithin(inner);
    }
  }
}

/** Every content of that kind within. */
export function* within<K extends Kind>(value: unknown, kind: K): Generator<NodeOf<K>> {
  for (const node of nodesWithin(value)) {
    const found = pick(node, kind);
    if (found !== undefined) yield found as NodeOf<K>;
  }
}

/** A table as facts know it: `schema.name`, `public` where none is written. */
export function tableKey(table: Pick<RangeVar, 'schemaname' | 'relname'> | undefined): string {
  return `${table?.schemaname ?? 'public'}.${table?.relname ?? ''}`;
}

/** The same for a qualified name as DROP and COMMENT write it. */
export function nameKey(parts: readonly string[]): string {
  return tableKey({ schemaname: parts.at(-2), relname: parts.at(-1) });
}

/** The last part of a type's name in lower case, as the grammar knows it: `int4`, `varchar`, `serial`. */
export function typeBase(type: TypeName | undefined): string {
  return (strings(type?.names).at(-1) ?? '').toLowerCase();
}

/** The type modifiers that are plain numbers: `[10, 2]` of `numeric(10, 2)`. */
export function typeModifiers(type: TypeName | undefined): number[] {
  return all(type?.typmods, 'A_Const').map((constant) => constant.ival?.ival ?? 0);
}

/** An option of REINDEX, VACUUM and the like that is a Boolean; `undefined` where it is not written. */
export function booleanOption(options: readonly Node[] | undefined, name: string): boolean | undefined {
  const option = all(options, 'DefElem').find((item) => item.defname === name);
  if (option === undefined) return undefined;
  if (option.arg === undefined) return true;
  const text = pick(option.arg, 'String')?.sval ?? String(pick(option.arg, 'Integer')?.ival ?? pick(option.arg, 'Boolean')?.boolval ?? 0);
  return !['false', 'off', '0', 'no'].includes(text.toLowerCase());
}
