import type { SqlStatement } from '../../postgres/split-statements';
import type { SourceText } from './source-text';

/** A comment that asks for silence. */
export interface Ignore {
  readonly rules: readonly string[];
  readonly reason: string;
  /** Offset of the comment. */
  readonly offset: number;
  readonly scope: 'file' | 'statement' | 'line';
  /** Offset of the statement, or the line, that it is about. */
  readonly target: number;
}

/** `-- backend-ignore rule[, rule]: reason`, `-- backend-ignore-file rule[, rule]: reason` */
const PATTERN = /^--\s*backend-ignore(-file)?(?=[\s:]|$)([^:]*)(?::(.*))?$/;

/** The comments of a script that ask for silence; what looks like one inside a string is none. */
export function findIgnores(source: SourceText, statements: readonly SqlStatement[]): Ignore[] {
  if (!source.text.includes('backend-ignore')) return [];
  const { scanSync } = require('libpg-query') as typeof import('libpg-query');
  return scanSync(source.text).tokens.filter(({ tokenName }) => tokenName === 'SQL_COMMENT').flatMap(({ start, text }) => {
    const match = PATTERN.exec(text.trim());
    if (!match) return [];
    const offset = source.offsetOf(start);
    const rules = match[2]!.split(/[\s,]+/).filter((name) => name !== '');
    const within = statements.find((statement) => statement.offset < offset && offset < statement.offset + statement.text.length);
    const scope = match[1] ? 'file' : within ? 'line' : 'statement';
    const target = scope === 'line' ? source.lineOf(offset) + 1 : (statements.find((statement) => statement.offset > offset)?.offset ?? -1);
    return [{ rules, reason: (match[3] ?? '').trim(), offset, scope, target }];
  });
}
