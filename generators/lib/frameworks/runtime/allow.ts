/** The Allow header for a path: HEAD goes with GET, OPTIONS is always answered. */
export function allowOf(methods: Iterable<string>): string {
  const all = new Set([...methods].map((method) => method.toUpperCase()));
  if (all.has('GET')) all.add('HEAD');
  all.add('OPTIONS');
  return [...all].sort().join(', ');
}

/** The part of a path behind a base path; undefined when it is not under it. */
export function below(base: string, path: string): string | undefined {
  if (base === '') return path;
  if (!path.startsWith(base)) return undefined;
  const rest = path.slice(base.length);
  return rest === '' ? '/' : rest.startsWith('/') ? rest : undefined;
}
