import type { JsonSchema } from '../schemas/json-schema';

/** The schemas that a document refers to, directly or through others, in order of name. */
export function usedSchemas(document: unknown, schemas: ReadonlyMap<string, JsonSchema>): Record<string, JsonSchema> {
  const used = new Set<string>();
  const visit = (json: unknown): void => {
    if (Array.isArray(json)) return json.forEach(visit);
    if (typeof json !== 'object' || json === null) return;
    for (const [key, value] of Object.entries(json)) {
      const name = key === '$ref' && typeof value === 'string' ? /^#\/components\/schemas\/(.+)$/.exec(value)?.[1] : undefined;
      if (name === undefined) visit(value);
      else if (!used.has(name) && schemas.has(name)) {
        used.add(name);
        visit(schemas.get(name));
      }
    }
  };
  visit(document);
  return Object.fromEntries([...used].sort().map((name) => [name, schemas.get(name)!]));
}
