import type { SchemaNode } from './node';

/**
 * The name of a property that one part of a schema's `allOf` requires and another refuses by
 * `additionalProperties: false`, which looks at its own part's properties alone (JSON Schema core
 * §10.3.2.3): no object is accepted then, which is never what is meant.
 */
export function refusedProperty(source: { node(pointer: string): SchemaNode }, node: SchemaNode): string | undefined {
  const parts = new Set<SchemaNode>();
  collect(source, node, parts);
  const required = new Set([...parts].flatMap((part) => part.required ?? []));
  if (required.size === 0) return undefined;
  for (const part of parts) {
    if (part.additionalProperties?.always !== false) continue;
    for (const name of required) if (!declares(part, name)) return name;
  }
  return undefined;
}

/** Everything that applies to the same value, whatever the value is. */
function collect(source: { node(pointer: string): SchemaNode }, node: SchemaNode, into: Set<SchemaNode>): void {
  if (into.has(node)) return;
  into.add(node);
  if (node.ref !== undefined) collect(source, source.node(node.ref), into);
  for (const part of node.allOf ?? []) collect(source, part, into);
}

function declares({ properties, patternProperties = [] }: SchemaNode, name: string): boolean {
  return properties?.has(name) === true || patternProperties.some(({ pattern }) => new RegExp(pattern.source, pattern.flags).test(name));
}
