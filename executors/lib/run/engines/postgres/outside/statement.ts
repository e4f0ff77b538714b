/** A node of libpg-query's tree. */
export type Node = Record<string, unknown>;

/** The fields of a statement of one kind, or undefined where the tree is another kind. */
export function fieldsOf(tree: Node, kind: string): Node | undefined {
  return tree[kind] as Node | undefined;
}

/** Strings of a list of String nodes: the parts of a qualified name. */
export function strings(list: unknown): string[] {
  return ((list ?? []) as Node[]).flatMap((item) => {
    const value = (item['String'] as { sval?: string } | undefined)?.sval;
    return value === undefined ? [] : [value];
  });
}

/** A qualified name as SQL that `to_regclass` reads. */
export function nameOf(parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').map((part) => `"${part!.replaceAll('"', '""')}"`).join('.');
}

/** The name of a RangeVar. */
export function relationName(relation: unknown): string {
  const { schemaname, relname } = (relation ?? {}) as { schemaname?: string; relname?: string };
  return nameOf([schemaname, relname]);
}

/** The names of DefElem options that are on. */
export function optionNames(list: unknown): string[] {
  return ((list ?? []) as Node[]).flatMap((item) => {
    const element = item['DefElem'] as { defname?: string; arg?: { Boolean?: { boolval?: boolean }; String?: { sval?: string } } } | undefined;
    const off = element?.arg?.Boolean?.boolval === false || /^(off|false|0)$/i.test(element?.arg?.String?.sval ?? '');
    return element?.defname === undefined || off ? [] : [element.defname];
  });
}
