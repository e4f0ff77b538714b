import type { Linker } from './linker';
import type { Pattern, SchemaNode } from './node';

/** When a branch's evaluations count. */
export type Condition = { readonly schema: SchemaNode; readonly negated: boolean } | { readonly present: string };

/** Which members of a value a schema evaluates, as far as its text tells. */
export interface Evidence {
  readonly all: boolean;
  /** Property names and patterns. */
  readonly names: ReadonlySet<string>;
  readonly patterns: readonly Pattern[];
  /** How many leading items; and items that satisfy any of these. */
  readonly prefix: number;
  readonly contains: readonly SchemaNode[];
  /** More, where a condition holds. */
  readonly conditional: readonly { readonly when: Condition; readonly evidence: Evidence }[];
}

type Kind = 'properties' | 'items';

/** What is evaluated before `node`'s own unevaluatedProperties looks. */
export function propertyEvidence(linker: Linker, node: SchemaNode): Evidence {
  return gather(linker, 'properties', node, true, new Set());
}

export function itemEvidence(linker: Linker, node: SchemaNode): Evidence {
  return gather(linker, 'items', node, true, new Set());
}

function gather(linker: Linker, kind: Kind, node: SchemaNode, asking: boolean, visited: ReadonlySet<string>): Evidence {
  let found = asking ? ownEvidence(kind, { ...node, unevaluatedProperties: undefined, unevaluatedItems: undefined } as unknown as SchemaNode) : ownEvidence(kind, node);
  const add = (more: Evidence) => {
    found = {
      all: found.all || more.all,
      names: new Set([...found.names, ...more.names]),
      patterns: [...found.patterns, ...more.patterns],
      prefix: Math.max(found.prefix, more.prefix),
      contains: [...found.contains, ...more.contains],
      conditional: [...found.conditional, ...more.conditional],
    };
  };
  const into = (child: SchemaNode) => gather(linker, kind, child, false, visited);
  const addIf = (when: Condition, evidence: Evidence) => !isEmpty(evidence) && add({ ...NOTHING, conditional: [{ when, evidence }] });
  if (node.ref !== undefined && !visited.has(node.ref)) {
    add(gather(linker, kind, linker.node(node.ref), false, new Set([...visited, node.ref])));
  }
  for (const part of node.allOf ?? []) add(into(part));
  for (const branch of [...(node.anyOf ?? []), ...(node.oneOf ?? [])]) addIf({ schema: branch, negated: false }, into(branch));
  if (node.if) {
    addIf({ schema: node.if, negated: false }, into(node.if));
    if (node.then) addIf({ schema: node.if, negated: false }, into(node.then));
    if (node.else) addIf({ schema: node.if, negated: true }, into(node.else));
  }
  for (const [present, schema] of node.dependentSchemas ?? []) addIf({ present }, into(schema));
  return found;
}

const NOTHING: Evidence = { all: false, names: new Set(), patterns: [], prefix: 0, contains: [], conditional: [] };

function ownEvidence(kind: Kind, node: SchemaNode): Evidence {
  if (kind === 'items') {
    return {
      ...NOTHING,
      all: node.items !== undefined || node.unevaluatedItems !== undefined,
      prefix: node.prefixItems?.length ?? 0,
      contains: node.contains ? [node.contains.schema] : [],
    };
  }
  return {
    ...NOTHING,
    all: node.additionalProperties !== undefined || node.unevaluatedProperties !== undefined,
    names: new Set(node.properties?.keys()),
    patterns: (node.patternProperties ?? []).map((p) => p.pattern),
  };
}

function isEmpty(e: Evidence): boolean {
  return !e.all && e.names.size === 0 && e.patterns.length === 0 && e.prefix === 0 && e.contains.length === 0 && e.conditional.length === 0;
}
