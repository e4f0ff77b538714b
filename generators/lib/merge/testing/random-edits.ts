import ts from 'typescript';
import type { Random } from './random';

/** One edit a person might make to a handler file that leaves it free of syntax errors and keeps its exports. */
export function editAtRandom(text: string, { pick, chance, integer }: Random, serial: number): string {
  const mark = `#${serial}#`;
  const file = ts.createSourceFile('a.ts', text, ts.ScriptTarget.Latest, true);
  const { statements } = file;
  const between = (): number => pick([...statements.map((s) => s.getFullStart()), text.length]);
  const put = (offset: number, added: string): string => text.slice(0, offset) + added + text.slice(offset);
  const newline = pick(['\n', '\r\n', '\n', '\r']);
  return pick([
    () => put(between(), `${newline}/* ${mark} export const op1 = "no"; */${newline}`),
    () => put(text.length, `${newline}// ${mark} the end`),
    () => put(between(), `${newline}const helper${serial} = \`${mark} \${1 + 1} \\\` 'x' "y"\`;${newline}`),
    () => put(between(), `${newline}export function helper${serial}() { return /* ${mark} */ /[/'"\`]/.test(''); }${newline}`),
    () => put(between(), `${newline}import { x as imported${serial} } from "./${mark}"${newline}`),
    () => put(text.length, `${newline}import { op${integer(40)} as alias${serial} } from './${mark}';`),
    () => text.replace(/[\r\n]+$/, ''),
    () => `${text}${newline}${newline}  \t`,
    () => text.replace(/\r\n|\r|\n/g, newline),
    () => (text.startsWith('\uFEFF') ? text.slice(1) : `\uFEFF${text}`),
    () => writeBody(text, statements, `await save('${mark}', { "ü": '\u2028' });`, chance(0.5) ? '\r\n' : '\n', pick),
    () => put(text.length, `${newline}type T${serial} = '${mark}'; export type { T${serial} };`),
  ])();
}

/** Replaces the body of one handler, as a person does who writes it. */
function writeBody(text: string, statements: readonly ts.Statement[], code: string, newline: string, pick: Random['pick']): string {
  const throwing = statements.filter((s) => s.getText().includes('throw notImplemented'));
  if (throwing.length === 0) return text;
  const statement = pick(throwing);
  const source = text.slice(statement.getStart(), statement.getEnd());
  const written = source.replace(/throw notImplemented\([^)]*\);/, () => `${code}${newline}  res.end();`);
  return text.slice(0, statement.getStart()) + written + text.slice(statement.getEnd());
}
