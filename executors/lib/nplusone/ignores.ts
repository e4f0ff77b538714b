import type { SourcePosition } from '../../../generators/lib/diagnostics';
import type { Context, Hint } from './context';

/** A comment that takes hints back: `// backend-ignore n-plus-one: three rows at most`. */
export interface Ignore {
  readonly rule: string;
  readonly reason: string;
  readonly position: SourcePosition;
}

const COMMENT = /(?:\/\/|\/\*)\s*backend-ignore\s+([a-z0-9-]+)(?::[ \t]*([^\r\n]*?))?[ \t]*(?:\*\/)?[ \t]*$/gm;

/** Ignores of the rules given, in the program's files. */
export function findIgnores({ files, positionOf }: Context, rules: ReadonlySet<string>): Ignore[] {
  return files.flatMap((file) => [...file.text.matchAll(COMMENT)].flatMap((match) => {
    const rule = match[1]!;
    if (!rules.has(rule)) return [];
    const { line, character } = file.getLineAndCharacterOfPosition(match.index);
    return [{ rule, reason: match[2] ?? '', position: { ...positionOf(file), line: line + 1, column: character + 1 } }];
  }));
}

export interface Ignored {
  readonly kept: readonly Hint[];
  /** Ignores that took nothing back. */
  readonly unused: readonly Ignore[];
  /** Ignores that give no reason; they are heeded all the same. */
  readonly unreasoned: readonly Ignore[];
}

/** An ignore stands on the line of the statement or of its loop, or on the line above either. */
export function applyIgnores(hints: readonly Hint[], ignores: readonly Ignore[]): Ignored {
  const used = new Set<Ignore>();
  const kept = hints.filter((hint) => {
    const own = ignores.find((ignore) => ignore.rule === hint.rule && [hint.position, hint.loop].some((at) => at && covers(ignore.position, at)));
    if (own) used.add(own);
    return !own;
  });
  return {
    kept,
    unused: ignores.filter((ignore) => !used.has(ignore)),
    unreasoned: ignores.filter(({ reason }) => reason === ''),
  };
}

function covers(comment: SourcePosition, at: SourcePosition): boolean {
  return comment.file === at.file && (at.line === comment.line || at.line === comment.line + 1);
}
