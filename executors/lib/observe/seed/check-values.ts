import type { A_Expr, Node } from 'libpg-query';
import { quoteLiteral } from '../../catalog/quote';
import { nodesWithin, pick, strings, within } from '../../rules/lint/tree';
import { textOfPattern } from './text-of-pattern';

/** SQL of a value worth trying, without a cast; another one for each number where it can. */
export type Candidate = (number: number) => string;

const text = (make: (number: number) => string): Candidate => (number) => quoteLiteral(make(number));
const fixed = (sql: string): Candidate => () => sql;

/** Texts that checks of form often want: addresses, codes, digits. */
const USUAL: readonly Candidate[] = [
  text((n) => `user${n}@example.com`), text((n) => `https://example.com/${n}`), text((n) => textOfPattern('[A-Z][A-Z]', n)), text((n) => textOfPattern('[a-z][a-z]', n)),
  text((n) => textOfPattern('[A-Z][A-Z][A-Z]', n)), text((n) => String(n)), text((n) => String(10_000 + n)), text((n) => `+1555${1_000_000 + n}`), text((n) => `a-${n}`),
  (n) => String(n), fixed('0'), fixed('1'), fixed('-1'), fixed('100'), (n) => `0.${n}`, fixed('true'), fixed('false'), fixed('NULL'),
];

/**
 * Values worth trying for the columns that a check names: the constants it compares them with and their
 * neighbours, the members of its lists, texts of the length or the pattern it wants.
 * @param definition `CHECK ((price > 0))`; `VALUE` of a domain counts as a column
 */
export function checkValues(definition: string): ReadonlyMap<string, readonly Candidate[]> {
  const { parseSync } = require('libpg-query') as typeof import('libpg-query');
  const plain = definition.replace(/ NOT VALID$| NO INHERIT$/g, '').replace(/\bVALUE\b/g, '"VALUE"');
  const alter = pick(parseSync(`ALTER TABLE t ADD ${plain}`).stmts?.[0]?.stmt, 'AlterTableStmt');
  const expression = pick(pick(alter?.cmds?.[0], 'AlterTableCmd')?.def, 'Constraint')?.raw_expr;
  const values = new Map<string, Candidate[]>(columnsOf(expression).map((column) => [column, []]));
  for (const node of nodesWithin(expression)) {
    const comparison = pick(node, 'A_Expr');
    if (comparison) for (const [column, found] of ofComparison(comparison)) values.get(column)?.push(...found);
  }
  for (const found of values.values()) found.push(...USUAL);
  return values;
}

function columnsOf(node: unknown): string[] {
  return [...new Set([...within(node, 'ColumnRef')].map(({ fields }) => strings(fields).at(-1) ?? ''))].filter((name) => name !== '');
}

function* ofComparison({ kind = 'AEXPR_OP', name, lexpr, rexpr }: A_Expr): Generator<[column: string, values: Candidate[]]> {
  const operator = strings(name).at(-1) ?? '';
  for (const [side, other] of [[lexpr, rexpr], [rexpr, lexpr]] as const) {
    const [column, ...more] = columnsOf(side);
    if (column === undefined || more.length > 0) continue;
    const length = [...within(side, 'FuncCall')].some(({ funcname }) => /length$/.test(strings(funcname).at(-1) ?? ''));
    const form = /LIKE/.test(kind) || operator.includes('~~') ? 'like' : operator.startsWith('~') ? 'pattern' : length ? 'length' : 'value';
    yield [column, constantsOf(other).flatMap((constant) => near(constant, form))];
  }
}

function constantsOf(node: Node | undefined): (number | string)[] {
  return [...within(node === undefined ? [] : [node], 'A_Const')].flatMap(({ ival, fval, sval }): (number | string)[] => {
    if (ival !== undefined) return [ival.ival ?? 0];
    if (fval !== undefined) return [Number(fval.fval)];
    return sval?.sval === undefined ? [] : [sval.sval];
  });
}

function near(constant: number | string, form: 'like' | 'pattern' | 'length' | 'value'): Candidate[] {
  if (typeof constant === 'number' && form === 'length') {
    const sizes = [constant, constant + 1, constant - 1].filter((size) => size >= 0 && size < 10_000);
    return sizes.map((size) => text((n) => n.toString(36).padStart(size, 'a').slice(0, size)));
  }
  if (typeof constant === 'number') return [(n) => String(constant + n), (n) => String(constant - n), fixed(String(constant)), (n) => String(constant + n / 100)];
  if (form === 'like') return [text((n) => constant.replaceAll('%', String(n)).replaceAll('_', 'a')), text(() => constant.replaceAll('%', '').replaceAll('_', 'a'))];
  if (form === 'pattern') return [text((n) => textOfPattern(constant, n)), text(() => constant)];
  const time = /^\d{4}-\d{2}-\d{2}/.test(constant) ? Date.parse(`${constant.slice(0, 10)}T00:00:00Z`) : Number.NaN;
  const days = Number.isNaN(time) ? [] : [1, -1].map((sign) => text((n) => new Date(time + sign * n * 86_400_000).toISOString().slice(0, 10)));
  const numeric = constant.trim() !== '' && Number.isFinite(Number(constant)) ? near(Number(constant), 'value') : [];
  return [text(() => constant), ...days, ...numeric];
}
