import type { Node } from 'libpg-query';
import type { SqlStatement } from '../../postgres/split-statements';
import type { Subject } from './rule';
import type { SourceText } from './source-text';

interface SubjectParts extends Pick<Subject, 'statement' | 'state' | 'final' | 'active' | 'pgVersion'> {
  readonly statements: readonly SqlStatement[];
  readonly index: number;
  readonly source: SourceText;
}

/** A statement as rules see it. */
export function subjectOf({ statement, statements, index, source, ...rest }: SubjectParts): Subject {
  return {
    ...rest, statement, node: statement.tree as unknown as Node, count: statements.length,
    get rest() {
      return statements.slice(index + 1);
    },
    textFrom(byte) {
      const at = source.offsetOf(byte) - statement.offset;
      return { before: statement.text.slice(0, at), after: statement.text.slice(at) };
    },
  };
}
