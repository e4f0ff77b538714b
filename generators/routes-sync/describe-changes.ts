import type { PlannedChange } from '../lib/workspace';

const LIMIT = 20;

/** What is out of sync, most telling first: a changed digest alone updates every generated file. */
export function describeChanges(project: string, changes: readonly PlannedChange[]): string[] {
  const rank = ({ kind, ownership }: PlannedChange): number => (ownership === 'yours' ? 0 : kind === 'update' ? 2 : 1);
  const sorted = [...changes].sort((a, b) => rank(a) - rank(b) || (a.path < b.path ? -1 : 1));
  const lines = sorted.slice(0, LIMIT).map(({ kind, path }) => `${path} (${project}): ${kind}`);
  return sorted.length > LIMIT ? [...lines, `… and ${sorted.length - LIMIT} more files of ${project}`] : lines;
}
