import type { Catalog } from '../catalog/catalog';
import type { Finding } from '../report/finding';
import { ADVICE } from './all-advice';
import { subjectOf } from './shared/subject';

export { ADVICE } from './all-advice';
export { suggestIndexes, type MissingIndex } from './shared/missing-indexes';

/** Advice about a schema, the gravest first. Checks that need statistics say nothing about a catalog without them. */
export function adviseSchema(catalog: Catalog): Finding[] {
  const subject = subjectOf(catalog);
  const findings = ADVICE.flatMap(({ id, severity, help, check }) => [...check(subject)].map((noticed): Finding => ({ rule: id, severity, help, ...noticed })));
  const weight = { error: 0, warning: 1, info: 2 };
  return findings.sort((a, b) => weight[a.severity] - weight[b.severity]);
}
