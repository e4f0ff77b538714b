/** A row whose number of cells is not the header's. */
export interface RaggedRow {
  readonly line: number;
  readonly cells: number;
}

/**
 * Rows of a CSV text (RFC 4180) with a header: quoted cells may hold commas, line breaks and doubled
 * quotes. All values are texts. Empty lines are left out.
 */
export function parseCsv(text: string): { readonly columns: readonly string[]; readonly rows: readonly Record<string, string>[]; readonly ragged: readonly RaggedRow[] } {
  const lines: { line: number; cells: string[] }[] = [];
  let [cell, line, began, quoted] = ['', 1, 1, false];
  let cells: string[] = [];
  const endRow = (): void => {
    if (cells.length > 0 || cell !== '') lines.push({ line: began, cells: [...cells, cell] });
    [cells, cell] = [[], ''];
  };
  const source = text.replace(/^\ufeff/, '');
  for (let at = 0; at < source.length; at++) {
    const c = source[at]!;
    if (c === '\n') line++;
    if (quoted) {
      if (c !== '"') cell += c;
      else if (source[at + 1] === '"') cell += source[++at]!;
      else quoted = false;
    } else if (c === '"' && cell === '') quoted = true;
    else if (c === ',') {
      cells.push(cell);
      cell = '';
    } else if (c === '\n') {
      if (cell.endsWith('\r')) cell = cell.slice(0, -1);
      endRow();
      began = line;
    } else cell += c;
  }
  if (cell.endsWith('\r')) cell = cell.slice(0, -1);
  endRow();
  const [header, ...rest] = lines;
  const columns = header?.cells.map((name) => name.trim()) ?? [];
  return {
    columns,
    rows: rest.map(({ cells: values }) => Object.fromEntries(columns.map((name, at) => [name, values[at] ?? '']))),
    ragged: rest.filter(({ cells: values }) => values.length !== columns.length).map((row) => ({ line: row.line, cells: row.cells.length })),
  };
}
