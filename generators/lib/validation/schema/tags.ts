import type { DispatchTable } from './discriminators';
import type { SchemaNode } from './node';

interface Source {
  node(pointer: string): SchemaNode;
}

/** The strings a schema allows for a property, where it allows only some: from const and enum, through `$ref` and `allOf`. */
export function tagValues(source: Source, node: SchemaNode, name: string, without?: string, hops = 0): readonly string[] | undefined {
  if (hops > 20) return undefined;
  const into = (child: SchemaNode) => tagValues(source, child, name, without, hops + 1);
  const property = node.properties?.get(name);
  const own = property && constants(source, property, 0);
  if (own) return own;
  if (node.ref !== undefined && node.ref !== without) {
    const found = into(source.node(node.ref));
    if (found) return found;
  }
  for (const part of node.allOf ?? []) {
    const found = into(part);
    if (found) return found;
  }
  const union = node.oneOf ?? node.anyOf;
  const all = union?.map(into);
  return all?.every((values) => values !== undefined) ? all.flatMap((values) => values!) : undefined;
}

function constants(source: Source, node: SchemaNode, hops: number): readonly string[] | undefined {
  const values = node.const ? [node.const.value] : node.enum;
  if (values) return values.every((value) => typeof value === 'string') ? values : undefined;
  return node.ref === undefined || hops > 20 ? undefined : constants(source, source.node(node.ref), hops + 1);
}

/** Whether a property must be there. */
export function requires(source: Source, node: SchemaNode, name: string, hops = 0): boolean {
  if (hops > 20) return false;
  if (node.required?.includes(name)) return true;
  if (node.ref !== undefined && requires(source, source.node(node.ref), name, hops + 1)) return true;
  if (node.allOf?.some((part) => requires(source, part, name, hops + 1))) return true;
  return (node.oneOf ?? node.anyOf)?.every((branch) => requires(source, branch, name, hops + 1)) ?? false;
}

/** Whether a schema certainly, or by the look of it (properties without `type`), accepts objects only. */
export function isObjectOnly(source: Source, node: SchemaNode, strictly = false, hops = 0): boolean {
  if (node.nullable || node.always !== undefined || hops > 20) return false;
  if (node.types) return node.types.length === 1 && node.types[0] === 'object';
  const into = (child: SchemaNode) => isObjectOnly(source, child, strictly, hops + 1);
  if (node.ref !== undefined && into(source.node(node.ref))) return true;
  if (node.allOf?.some(into)) return true;
  if ((node.oneOf ?? node.anyOf)?.every(into)) return true;
  return !strictly && node.properties !== undefined;
}

/** A required property whose constants differ in every branch decides a union although nothing says so. */
export function findTag(source: Source, branches: readonly SchemaNode[]): DispatchTable | undefined {
  if (!branches.every((branch) => isObjectOnly(source, branch, true))) return undefined;
  for (const propertyName of candidates(source, branches[0]!, 0)) {
    const entries = new Map<string, SchemaNode[]>();
    const distinct = branches.every((branch) => {
      const values = requires(source, branch, propertyName) ? tagValues(source, branch, propertyName) : undefined;
      return values?.every((value) => {
        const fresh = !entries.has(value) || entries.get(value)![0] === branch;
        entries.set(value, [branch]);
        return fresh;
      });
    });
    if (distinct) return { propertyName, entries, absent: [] };
  }
  return undefined;
}

function candidates(source: Source, node: SchemaNode, hops: number): string[] {
  const own = [...(node.properties ?? [])].filter(([, schema]) => constants(source, schema, 0)).map(([name]) => name);
  if (hops > 20) return own;
  const more = [...(node.ref === undefined ? [] : [source.node(node.ref)]), ...(node.allOf ?? [])];
  return [...own, ...more.flatMap((child) => candidates(source, child, hops + 1))];
}
