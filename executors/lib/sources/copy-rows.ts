import { quoteIdentifier, quoteLiteral } from '../catalog/quote';
import type { SqlClient } from '../postgres/sql-client';

/** libpg-query's tree of a COPY. */
export interface CopyTree {
  readonly relation?: { readonly schemaname?: string; readonly relname?: string };
  readonly attlist?: readonly { readonly String?: { readonly sval?: string } }[];
  readonly options?: readonly { readonly DefElem?: { readonly defname?: string; readonly arg?: Record<string, { readonly sval?: string; readonly boolval?: boolean }> } }[];
}

/** Text that COPY cannot read; PostgreSQL words it so. */
export class CopyError extends Error {
  override readonly name = 'CopyError';
}

const ROWS_AT_ONCE = 500;

/** Inserts the rows of a `COPY … FROM stdin`, as every session can: literals take the columns' types, as COPY's fields do. */
export async function insertRows(client: SqlClient, copy: CopyTree, data: string): Promise<void> {
  const { schemaname, relname = '' } = copy.relation ?? {};
  const table = schemaname === undefined ? quoteIdentifier(relname) : `${quoteIdentifier(schemaname)}.${quoteIdentifier(relname)}`;
  const columns = (copy.attlist ?? []).map(({ String: name }) => quoteIdentifier(name?.sval ?? ''));
  const rows = parseRows(data, optionsOf(copy));
  const listed = columns.length > 0 ? columns : await columnsOf(client, table);
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
    const values = rows.slice(from, from + ROWS_AT_ONCE).map((row, index) => {
      if (row.length !== listed.length) throw new CopyError(`${row.length < listed.length ? 'missing data for column' : 'extra data after last expected column'} in line ${from + index + 1} of the data for ${table}`);
      return `(${row.map((field) => (field === null ? 'NULL' : quoteLiteral(field))).join(', ')})`;
    });
    await client.exec(`INSERT INTO ${table} (${listed.join(', ')}) OVERRIDING SYSTEM VALUE VALUES ${values.join(',\n')}`);
  }
}

async function columnsOf(client: SqlClient, table: string): Promise<string[]> {
  const rows = await client.query<{ name: string }>(
    `SELECT attname AS name FROM pg_catalog.pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attnum`, [table],
  );
  return rows.map(({ name }) => quoteIdentifier(name));
}

interface CopyOptions {
  readonly csv: boolean;
  readonly delimiter: string;
  readonly none: string;
  readonly header: boolean;
  readonly quote: string;
  readonly escape: string;
}

function optionsOf({ options = [] }: CopyTree): CopyOptions {
  const named = new Map(options.map(({ DefElem: element }) => [element?.defname, element?.arg]));
  const text = (name: string): string | undefined => Object.values(named.get(name) ?? {})[0]?.sval;
  const format = text('format') ?? 'text';
  if (format === 'binary') throw new CopyError('COPY in binary format cannot stand in a script');
  const csv = format === 'csv';
  const header = named.has('header') && text('header')?.toLowerCase() !== 'false' && named.get('header')?.['Boolean']?.boolval !== false;
  const quote = text('quote') ?? '"';
  return { csv, delimiter: text('delimiter') ?? (csv ? ',' : '\t'), none: text('null') ?? (csv ? '' : '\\N'), header, quote, escape: text('escape') ?? quote };
}

function parseRows(data: string, options: CopyOptions): (string | null)[][] {
  const text = data.replace(/\r\n/g, '\n');
  const rows = options.csv ? csvRows(text, options) : text.split('\n').slice(0, text.endsWith('\n') ? -1 : undefined).map((line) => textRow(line, options));
  return options.header ? rows.slice(1) : rows;
}

/** The text format: tabs between fields, backslashes before what would be misread (PostgreSQL manual, COPY). */
function textRow(line: string, { delimiter, none }: CopyOptions): (string | null)[] {
  const fields = [''];
  for (let at = 0; at < line.length; at++) {
    if (line[at] === '\\') fields[fields.length - 1] += line[at] + (line[++at] ?? '');
    else if (line[at] === delimiter) fields.push('');
    else fields[fields.length - 1] += line[at]!;
  }
  return fields.map((field) => (field === none ? null : field.replace(/\\(?:([0-7]{1,3})|x([0-9a-fA-F]{1,2})|([^]))/g, unescape)));
}

const NAMED: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

function unescape(_all: string, octal?: string, hex?: string, other = ''): string {
  if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
  if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
  return NAMED[other] ?? other;
}

function csvRows(text: string, { delimiter, none, quote, escape }: CopyOptions): (string | null)[][] {
  const rows: (string | null)[][] = [];
  let row: (string | null)[] = [];
  let field = '';
  let quoted = false;
  let inside = false;
  const endField = (): void => {
    row.push(!quoted && field === none ? null : field);
    field = '';
    quoted = false;
  };
  for (let at = 0; at < text.length; at++) {
    const unit = text[at]!;
    if (inside) {
      if (unit === escape && (text[at + 1] === quote || text[at + 1] === escape)) field += text[++at]!;
      else if (unit === quote) inside = false;
      else field += unit;
    } else if (unit === quote) inside = quoted = true;
    else if (unit === delimiter) endField();
    else if (unit === '\n') {
      endField();
      rows.push(row);
      row = [];
    } else field += unit;
  }
  if (field !== '' || row.length > 0) {
    endField();
    rows.push(row);
  }
  return rows;
}
