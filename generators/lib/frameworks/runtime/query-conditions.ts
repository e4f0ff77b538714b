/**
 * What a request's query must have to be for an operation: of a path that the document writes
 * `/users?beta=true`. Each is a name and its value.
 */
export type QueryConditions = readonly (readonly [name: string, value: string])[];

/** True when a query, as sent, has every pair. */
export function meets(query: string, conditions: QueryConditions): boolean {
  if (query === '') return conditions.length === 0;
  const pairs = new URLSearchParams(query);
  return conditions.every(([name, value]) => pairs.getAll(name).includes(value));
}
