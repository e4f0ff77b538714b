import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describeError, type Diagnostic, type SourcePosition } from '../../../../generators/lib/diagnostics';
import type { DataSourceRequest } from '../protocol';
import { InputError } from './input-error';

/** An exception from the user's code, with the place in it that threw; the trace is an info, which only --verbose shows. */
export function userError(error: unknown, request: DataSourceRequest, doing = 'loading the data source'): Diagnostic[] {
  if (error instanceof InputError) return [error.diagnostic];
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  const position = placeOfSyntax(String((error as Error | undefined)?.message ?? error), request) ?? placeOfStack(stack, request);
  const trace = stack.split('\n').filter((line) => /^\s+at /.test(line)).map((line) => line.trim()).join(', ');
  return [
    {
      code: 'BACKEND_DATA_SOURCE_FAILED', severity: 'error', message: `${doing} failed: ${plain(error)}${statementOf(error)}`,
      help: 'Correct the code at this place; --verbose shows the whole trace.',
      position: position ?? { file: relative(request.file, request), line: 1, column: 1 },
    },
    ...(trace === '' ? [] : [{ code: 'BACKEND_DATA_SOURCE_TRACE', severity: 'info', message: trace } as const]),
  ];
}

/** TypeORM's QueryFailedError knows what it sent. */
function statementOf(error: unknown): string {
  const { query } = (error ?? {}) as { query?: unknown };
  if (typeof query !== 'string') return '';
  const line = query.replace(/\s+/g, ' ').trim();
  return `, in: ${line.length > 400 ? `${line.slice(0, 400)} …` : line}`;
}

/** swc's message is a picture of the source with its complaint in the first line, and colours. */
function plain(error: unknown): string {
  const lines = String((error as Error | undefined)?.message ?? '').replace(COLOURS, '').split('\n').map((line) => line.replace(/^\s*[x×]\s+/, '').trim());
  if (placeInPicture(lines.join('\n'))) return `syntax error: ${lines.find((line) => line !== '') ?? ''}`;
  return describeError(error).replace(COLOURS, '');
}

const COLOURS = /\u001b\[[0-9;]*m/g;

function placeOfSyntax(message: string, request: DataSourceRequest): SourcePosition | undefined {
  const found = placeInPicture(message.replace(COLOURS, ''));
  return found && { ...(exactPlace(found.file) ?? found), file: relative(found.file, request) };
}

/** The picture begins at its line; TypeScript says the column. */
function exactPlace(file: string): { line: number; column: number } | undefined {
  const ts = require('typescript') as typeof import('typescript');
  const text = ts.sys.readFile(file);
  const [first] = text === undefined ? [] : (ts.transpileModule(text, { fileName: file, reportDiagnostics: true }).diagnostics ?? []);
  if (first?.file === undefined || first.start === undefined) return undefined;
  const { line, character } = first.file.getLineAndCharacterOfPosition(first.start);
  return { line: line + 1, column: character + 1 };
}

/** `,-[/workspace/data-source.ts:3:7]` */
function placeInPicture(message: string): SourcePosition | undefined {
  const [, file, line, column] = /[,╭][-─]\[(.+):(\d+):(\d+)\]/.exec(message) ?? [];
  return file === undefined ? undefined : { file, line: Number(line), column: Number(column) };
}

/** The innermost frame in a file of the workspace, packages apart. */
export function placeOfStack(stack: string, request: DataSourceRequest): SourcePosition | undefined {
  for (const line of stack.split('\n')) {
    const [, place, row, column] = /^\s+at (?:.*\()?((?:file:\/\/)?\/[^()]+|[A-Za-z]:\\[^()]+):(\d+):(\d+)\)?$/.exec(line) ?? [];
    if (place === undefined) continue;
    const file = place.startsWith('file:') ? fileURLToPath(place) : place;
    if (file.includes(`${path.sep}node_modules${path.sep}`) || file.startsWith(OWN)) continue;
    return { file: relative(file, request), line: Number(row), column: Number(column) };
  }
  return undefined;
}

const OWN = path.join(__dirname, '../../..') + path.sep;

function relative(file: string, { root }: DataSourceRequest): string {
  return path.relative(root, file).split(path.sep).join('/');
}
