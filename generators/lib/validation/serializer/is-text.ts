import type { BundledDocument, JsonSchema } from '../../model';

/** True for a schema of strings alone, or null: a string sent for it is a value, never JSON text already. */
export function isText(schema: JsonSchema | undefined, document: BundledDocument): boolean {
  const seen = new Set<string>();
  for (let at: JsonSchema | undefined = schema; typeof at === 'object' && at !== null; ) {
    const types: unknown[] = [at['type'] ?? []].flat().filter((type) => type !== 'null');
    if (types.length > 0) return types.every((type) => type === 'string');
    const ref = at['$ref'];
    const values: unknown = at['enum'];
    if (typeof ref !== 'string') return Array.isArray(values) && values.length > 0 && values.every((value) => typeof value === 'string' || value === null);
    if (seen.has(ref)) return false;
    seen.add(ref);
    at = document.resolve(ref) as JsonSchema | undefined;
  }
  return false;
}
