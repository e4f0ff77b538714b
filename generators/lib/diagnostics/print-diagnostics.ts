import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import type { Diagnostic, Severity, SourcePosition } from './diagnostic';

export interface PrintOptions {
  /** Folder that the files of positions are relative to. Default: the process's. */
  readonly cwd?: string;
  /** ANSI colours. Default: false. */
  readonly color?: boolean;
  /** Reads a file whose lines are shown; may throw. Default: the disk. */
  readonly readFile?: (file: string) => string;
}

const COLORS: Readonly<Record<Severity, string>> = { error: '31', warning: '33', info: '36' };
const ORDER: readonly Severity[] = ['error', 'warning', 'info'];
/** Characters of one source line that are shown. */
const WIDTH = 120;

/**
 * Prints diagnostics for people: each with its place, the line itself and what to do; in the order of
 * the places, the same one once; counts at the end. Empty for no diagnostics.
 */
export function printDiagnostics(diagnostics: readonly Diagnostic[], options: PrintOptions = {}): string {
  const unique = sorted(diagnostics);
  if (unique.length === 0) return '';
  const lines = lineReader(options);
  return [...unique.map((d) => print(d, lines, options)), summary(unique)].join('\n\n') + '\n';
}

function sorted(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const byText = new Map(diagnostics.map((d) => [JSON.stringify([d.code, d.message, d.position, d.pointer]), d]));
  const files = [...new Set([...byText.values()].map((d) => d.position?.file ?? ''))];
  return [...byText.values()].sort(
    (a, b) =>
      files.indexOf(a.position?.file ?? '') - files.indexOf(b.position?.file ?? '') ||
      (a.position?.line ?? 0) - (b.position?.line ?? 0) ||
      (a.position?.column ?? 0) - (b.position?.column ?? 0) ||
      compare(a.code, b.code) || compare(a.message, b.message),
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function print(d: Diagnostic, lines: (file: string) => readonly string[], { color }: PrintOptions): string {
  const paint = (text: string, ansi: string) => (color ? `\u001b[${ansi}m${text}\u001b[0m` : text);
  const out = [`${paint(`${d.severity} ${d.code}`, COLORS[d.severity])} ${printable(d.message)}`];
  if (d.position) out.push(`  at ${place(d.position)}${d.pointer ? ` (${printable(d.pointer)})` : ''}`, ...excerpt(d.position, lines, paint));
  if (d.help) out.push(`  ${paint('help:', '1')} ${printable(d.help)}`);
  return out.join('\n');
}

function place({ file, line, column }: SourcePosition): string {
  return `${file}:${line}:${column}`;
}

/** The line before and the line itself, with a caret under the place. */
function excerpt({ file, line, column }: SourcePosition, lines: (file: string) => readonly string[], paint: (t: string, a: string) => string): string[] {
  const all = lines(file);
  const own = all[line - 1];
  if (own === undefined) return [];
  // A minified document is one line of megabytes: show the part around the place.
  const from = column > WIDTH ? column - 40 : 0;
  const gutter = String(line).length;
  const show = (n: number) => `  ${String(n).padStart(gutter)} | ${printable(all[n - 1]!.slice(from, from + WIDTH))}`.trimEnd();
  const before = line > 1 && from === 0 && all[line - 2]!.trim() !== '' ? [show(line - 1)] : [];
  const indent = printable(own.slice(from, column - 1)).replace(/[^\t]/g, ' ');
  return [...before, show(line), `  ${' '.repeat(gutter)} | ${indent}${paint('^', '1')}`];
}

/** Control characters of a document must not reach a terminal. */
function printable(text: string): string {
  // eslint-disable-next-line no-control-regex -- the input that breaks: an escape sequence in a key
  return text.replace(/[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u2028\u2029]/g, '\ufffd');
}

function lineReader({ cwd = process.cwd(), readFile = (file) => readFileSync(file, 'utf8') }: PrintOptions) {
  const cache = new Map<string, readonly string[]>();
  return (file: string): readonly string[] => {
    let lines = cache.get(file);
    if (!lines) {
      try {
        lines = /^https?:/.test(file) ? [] : readFile(path.resolve(cwd, file)).split(/\r?\n/);
      } catch {
        lines = [];
      }
      cache.set(file, lines);
    }
    return lines;
  };
}

function summary(diagnostics: readonly Diagnostic[]): string {
  return ORDER.map((severity) => [severity, diagnostics.filter((d) => d.severity === severity).length] as const)
    .filter(([, count]) => count > 0)
    .map(([severity, count]) => `${count} ${severity}${count === 1 || severity === 'info' ? '' : 's'}`)
    .join(', ');
}
