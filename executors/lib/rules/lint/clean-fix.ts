import type { Node } from 'libpg-query';
import { SqlSyntaxError, splitStatements } from '../../postgres/split-statements';
import type { Rule } from './rule';
import type { ScriptState } from './script-state';
import { SourceText } from './source-text';
import { subjectOf } from './subject';

/** Rounds after which a fix that still calls for fixes is given as it is. */
const ROUNDS = 8;

/**
 * Lints a fix in turn, and replaces each statement that has a fix of its own, until none has.
 * @param state where the statement stands that the fix replaces
 * @returns `undefined` where the fix came out as no SQL: a spelling that no edit foresaw is no reason to stop
 */
export async function cleanFix(fix: string, state: ScriptState, pgVersion: number, rules: readonly Rule[]): Promise<string | undefined> {
  let text = fix;
  for (let round = 0; round < ROUNDS; round += 1) {
    const next = await improve(text, state.forFix(), pgVersion, rules);
    if (next === undefined || next === text) return next;
    text = next;
  }
  return text;
}

async function improve(text: string, state: ScriptState, pgVersion: number, rules: readonly Rule[]): Promise<string | undefined> {
  let statements;
  try {
    statements = await splitStatements(text);
  } catch (error) {
    if (error instanceof SqlSyntaxError) return undefined;
    throw error;
  }
  const source = new SourceText(text, 'fix.sql');
  const active = new Set(rules.map(({ id }) => id));
  for (const [index, statement] of statements.entries()) {
    const subject = subjectOf({ statement, statements, index, state, final: state.facts, source, active, pgVersion });
    for (const rule of rules) {
      for (const match of rule.check(subject)) {
        // Matters of taste would pile up in a cure for something else.
        if (match.fix === undefined || match.fix === statement.text || (match.severity ?? rule.severity) === 'info') continue;
        return text.slice(0, statement.offset) + match.fix.replace(/;\s*$/, '') + text.slice(statement.offset + statement.text.length);
      }
    }
    state.step(statement.tree as unknown as Node);
  }
  return text;
}
