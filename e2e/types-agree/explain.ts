import type { BundledDocument, JsonSchema } from '../../generators/lib/model';
import type { Instance } from './instances';

/** A disagreement that is known, by name, and why it is. */
export const CAUSES = {
  integer: 'TypeScript has no integers',
  format: 'TypeScript has no formats',
  pattern: 'TypeScript has no regular expressions',
  length: 'TypeScript has no lengths of strings',
  range: 'TypeScript has no ranges of numbers and no multiples',
  count: 'openapi-typescript prints arrays and objects of any size; uniqueItems and contains have no type',
  extra: 'types are open: a value that is not fresh may have more properties than its type',
  exclusive: 'a union accepts what several branches of oneOf accept, or a mixture of branches',
  nothing: 'a type without properties accepts every value but null',
  undeclared: 'a required property that no schema declares has no type',
  heir: 'a parent known by its discriminator is checked as the child it names; its type is its own',
  weak: 'TypeScript refuses an object that shares no property with a type whose properties are all optional',
  discriminator: 'openapi-typescript gives discriminator properties the values of their mapping, where the schema alone does not',
} as const;

export type Cause = keyof typeof CAUSES;

const BY_KEYWORD: Readonly<Record<string, Cause>> = {
  format: 'format', pattern: 'pattern', minLength: 'length', maxLength: 'length',
  minimum: 'range', maximum: 'range', exclusiveMinimum: 'range', exclusiveMaximum: 'range', multipleOf: 'range',
  minItems: 'count', maxItems: 'count', uniqueItems: 'count', contains: 'count', minProperties: 'count', maxProperties: 'count',
  additionalProperties: 'extra', unevaluatedProperties: 'extra', oneOf: 'exclusive', anyOf: 'exclusive',
};

/** Why the types accept what the validator refuses; undefined: nobody knows. */
export function whyTypesAccept({ value, faults }: Instance, schema: JsonSchema, document: BundledDocument): Cause | undefined {
  for (const { keyword, params, instancePath } of faults) {
    if (keyword === 'type' && String(params['type']).includes('integer') && typeof at(value, instancePath) === 'number') return 'integer';
    // a type with a property of its own refuses primitives, if only as weak
    if (keyword === 'type' && instancePath === '' && params['type'] === 'object') return 'nothing';
    const cause = BY_KEYWORD[keyword];
    if (cause !== undefined) return cause;
    const path = schemasAlong(schema, instancePath, document);
    const union = path.findIndex((s) => Array.isArray(s['oneOf']) || Array.isArray(s['anyOf']));
    if (union !== -1) return 'exclusive';
    if (path.some((s) => s['discriminator'] !== undefined)) return 'heir';
    if (keyword === 'required' && !path.some((s) => Object.hasOwn((s['properties'] as object | undefined) ?? {}, String(params['missingProperty'])))) return 'undeclared';
  }
  return undefined;
}

/** Why the types refuse what the validator accepts; undefined: nobody knows. */
export function whyTypesRefuse(message: string, schema: JsonSchema, document: BundledDocument, discriminators: ReadonlySet<string>): Cause | undefined {
  if (/has no properties in common with type/.test(message)) return 'weak';
  const properties = [...message.matchAll(/(?:property|Property) '([^']+)'/g)].map(([, name]) => name!);
  if (properties.some((name) => discriminators.has(name))) return 'discriminator';
  const branches = schemasAlong(schema, '', document).flatMap((s) => [s['oneOf'], s['anyOf']]).flatMap((list) => (Array.isArray(list) ? list : []));
  return branches.some((branch) => schemasAlong(branch as JsonSchema, '', document).every((s) => s['required'] === undefined)) ? 'weak' : undefined;
}

type Node = Readonly<Record<string, unknown>>;

/** Every schema that speaks about the values from the root to a place, through references and unions. */
function schemasAlong(schema: JsonSchema, pointer: string, document: BundledDocument): Node[] {
  const seen = new Set<Node>();
  let level = [schema as unknown];
  const parts = pointer.split('/').slice(1);
  for (let depth = 0; depth <= parts.length; depth++) {
    const here = level.flatMap((s) => closure(s, document, new Set()));
    here.forEach((s) => seen.add(s));
    const part = parts[depth]?.replace(/~1/g, '/').replace(/~0/g, '~');
    if (part !== undefined) level = here.flatMap((s) => [(s['properties'] as Node | undefined)?.[part], s['items'], s['additionalProperties']]);
  }
  return [...seen];
}

function closure(schema: unknown, document: BundledDocument, seen: Set<unknown>): Node[] {
  if (typeof schema !== 'object' || schema === null || seen.has(schema)) return [];
  seen.add(schema);
  const node = schema as Node;
  const more = [typeof node['$ref'] === 'string' ? document.resolve(node['$ref']) : undefined, ...['allOf', 'oneOf', 'anyOf'].flatMap((k) => (node[k] as unknown[] | undefined) ?? [])];
  return [node, ...more.flatMap((s) => closure(s, document, seen))];
}

function at(value: unknown, pointer: string): unknown {
  let node = value;
  for (const part of pointer.split('/').slice(1)) node = (node as Record<string, unknown> | undefined)?.[part.replace(/~1/g, '/').replace(/~0/g, '~')];
  return node;
}
