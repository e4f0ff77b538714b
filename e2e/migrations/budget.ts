import type { Plan } from '../../executors/lib/diff/change';

/** What pg-delta's corpus wants of one direction: `alter:column`, `replacement:view`. */
export interface Budget {
  readonly require?: readonly string[];
  readonly forbid?: readonly string[];
}

/** Words of a budget that a plan does not keep to. Roles are no part of a schema here: one that wants a role renamed, and nothing else therefore, is not judged. */
export function breaches({ require = [], forbid = [] }: Budget, { statements }: Pick<Plan, 'statements'>): string[] {
  if (require.includes('rename:role')) return [];
  const done = new Set(statements.map(({ verb, kind }) => `${verb}:${camelCase(kind)}`));
  const dropped = new Set(statements.filter(({ verb }) => verb === 'drop').map(({ object }) => object));
  for (const { verb, kind, object } of statements) if (verb === 'create' && dropped.has(object)) done.add(`replacement:${camelCase(kind)}`);
  return [
    ...require.filter((word) => !done.has(word)).map((word) => `lacks ${word}`),
    ...forbid.filter((word) => done.has(word)).map((word) => `has ${word}`),
  ];
}

function camelCase(kind: string): string {
  return kind.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}
