import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Diagnostic, Result, SourcePosition } from '../../../../generators/lib/diagnostics';
import type { Feeder } from '../drive/drive-plan';
import { parseCsv } from './parse-csv';

/**
 * Reads rows of values: CSV with a header, or a JSON list of objects.
 * @param file absolute path
 * @param root positions are relative to it
 * @param at where the file is named
 */
export function readFeeder(file: string, order: Feeder['order'], root: string, at?: SourcePosition): Result<Feeder | undefined> {
  const shown = path.relative(root, file);
  const fail = (message: string, help: string, position: SourcePosition | undefined = at): Result<undefined> => ({
    value: undefined, diagnostics: [{ code: 'BACKEND_LOAD_FEEDER_UNREADABLE', severity: 'error', message, help, ...(position && { position }) } satisfies Diagnostic],
  });
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    return fail(`the values of ${shown} cannot be read: ${(error as NodeJS.ErrnoException).code ?? String(error)}`, 'Name a .csv or .json file');
  }
  if (file.endsWith('.json')) {
    const rows = parsed(text);
    if (!Array.isArray(rows) || rows.length === 0 || rows.some((row) => typeof row !== 'object' || row === null || Array.isArray(row))) {
      return fail(`${shown} is no list of objects`, 'Write [{"name": "Ada"}, …]');
    }
    return { value: { rows: rows as Record<string, unknown>[], order }, diagnostics: [] };
  }
  const { columns, rows, ragged: [first] } = parseCsv(text);
  if (first) return fail(`a row has ${first.cells} cells, the header ${columns.length}`, 'Put cells that hold commas or line breaks into double quotes', { file: shown, line: first.line, column: 1 });
  if (rows.length === 0) return fail(`${shown} has no rows`, 'The first line names the columns, values follow');
  return { value: { rows, order }, diagnostics: [] };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
