import { DataError } from './data-error';
import type { DataDetail } from './data-error';

/** What is known of a table's columns and constraints. */
export interface TableFacts {
  /** Properties by column. */
  readonly properties: Readonly<Record<string, string>>;
  /** Properties by the name of a constraint of this table. */
  readonly constraints: Readonly<Record<string, readonly string[]>>;
}

/** What a driver says, whatever its database. */
interface DriverError {
  code?: unknown;
  errno?: unknown;
  message?: unknown;
  constraint?: unknown;
  column?: unknown;
  detail?: unknown;
}

/** What was asked of the table. To a row that is being created nothing refers yet. */
export type Doing = 'list' | 'create' | 'change' | 'delete';

type Kind = 'unique' | 'foreign' | 'referenced' | 'check' | 'exclusion' | 'null' | 'long' | 'range' | 'invalid' | 'refused' | 'busy';

const ANSWERS: Readonly<Record<Kind, readonly [status: number, code: string, message: string]>> = {
  unique: [409, 'UNIQUE_VIOLATION', 'There is another row with this value'],
  referenced: [409, 'STILL_REFERENCED', 'Other rows refer to this one'],
  exclusion: [409, 'EXCLUSION_VIOLATION', 'Another row excludes this one'],
  foreign: [422, 'FOREIGN_KEY_VIOLATION', 'There is no row that this refers to'],
  check: [422, 'CHECK_VIOLATION', 'The value breaks a rule of the table'],
  null: [422, 'NOT_NULL_VIOLATION', 'A value is required'],
  long: [422, 'VALUE_TOO_LONG', 'The value is too long'],
  range: [422, 'VALUE_OUT_OF_RANGE', 'The value is out of range'],
  invalid: [422, 'INVALID_VALUE', 'The value is none of its type'],
  refused: [422, 'REFUSED', 'A rule of the database refuses this change'],
  busy: [503, 'DATABASE_BUSY', 'The database is busy with a conflicting change: try again'],
};

/** SQLSTATE: PostgreSQL manual, appendix A. */
const POSTGRES: Readonly<Record<string, Kind>> = {
  23505: 'unique', 23503: 'foreign', 23001: 'referenced', 23514: 'check', '23P01': 'exclusion', 23502: 'null', 22001: 'long', 22003: 'range', 22008: 'range', P0001: 'refused',
  40001: 'busy', '40P01': 'busy', '55P03': 'busy',
};

/** Numbers of MySQL and MariaDB. */
const MYSQL: Readonly<Record<number, Kind>> = {
  1062: 'unique', 1586: 'unique', 1451: 'referenced', 1217: 'referenced', 1452: 'foreign', 1216: 'foreign', 3819: 'check', 4025: 'check', 1048: 'null', 1364: 'null', 1263: 'null',
  1406: 'long', 1264: 'range', 1690: 'range', 1265: 'invalid', 1366: 'invalid', 1292: 'invalid', 1644: 'refused', 1213: 'busy', 1205: 'busy', 3572: 'busy',
};

/** SQLite says it in words. */
const SQLITE: readonly (readonly [RegExp, Kind])[] = [
  [/UNIQUE constraint failed/, 'unique'], [/FOREIGN KEY constraint failed/, 'foreign'], [/CHECK constraint failed/, 'check'], [/NOT NULL constraint failed/, 'null'],
  [/datatype mismatch/, 'invalid'], [/database (table )?is locked|SQLITE_BUSY/, 'busy'],
];

/** An error of the driver as it is answered: 409, 422 or 503 with the fields concerned; others stay what they are. */
export function violation(error: unknown, doing: Doing, facts: TableFacts): unknown {
  const driver = (error as { driverError?: DriverError } | null | undefined)?.driverError;
  if (driver === undefined || driver === null) return error;
  const message = String(driver.message ?? '');
  const kind = kindOf(driver, message, doing, facts);
  if (kind === undefined) return error;
  const [status, code, said] = ANSWERS[kind];
  if (doing === 'list' && status === 422) return new DataError(400, 'VALIDATION_ERROR', 'A filter has a value that no row can have');
  const details = fieldsOf(driver, message, facts).map((field): DataDetail => ({ field, message: said, in: 'body' }));
  return new DataError(status, code, said, doing === 'create' || doing === 'change' ? details : undefined, kind === 'busy' ? { 'retry-after': '1' } : undefined);
}

function kindOf(driver: DriverError, message: string, doing: Doing, facts: TableFacts): Kind | undefined {
  const state = String(driver.code ?? '');
  const kind = POSTGRES[state] ?? (typeof driver.errno === 'number' ? MYSQL[driver.errno] : undefined) ?? (/^22[0-9A-Z]{3}$/.test(state) ? 'invalid' : undefined) ?? SQLITE.find(([text]) => text.test(message))?.[1];
  if (kind !== 'foreign') return kind;
  // PostgreSQL and SQLite have one code for both ends of a foreign key.
  if (doing !== 'change') return doing === 'delete' ? 'referenced' : 'foreign';
  // A unique column that others refer to may be changed. Constraints of partitions, and of a database that was made otherwise, have names of their own.
  const isOwn = typeof driver.constraint !== 'string' || Object.hasOwn(facts.constraints, driver.constraint) || message.startsWith('insert or update on table');
  return isOwn ? 'foreign' : 'referenced';
}

function fieldsOf(driver: DriverError, message: string, { properties, constraints }: TableFacts): readonly string[] {
  const constraint = constraintOf(driver, message);
  if (constraint !== undefined && Object.hasOwn(constraints, constraint)) return constraints[constraint]!;
  const columns = typeof driver.column === 'string' ? [driver.column] : [...columnsIn(message), ...keyIn(driver.detail)];
  return columns.flatMap((column) => (Object.hasOwn(properties, column) ? [properties[column]!] : []));
}

/** ``for key 'album.title'`` · ``CONSTRAINT `fk_artist` FOREIGN KEY`` · ``Check constraint 'positive' is violated`` · `CHECK constraint failed: positive` */
function constraintOf(driver: DriverError, message: string): string | undefined {
  if (typeof driver.constraint === 'string') return driver.constraint;
  const [, key] = /for key '(?:[^'.]*\.)?([^']+)'/.exec(message) ?? [];
  return key ?? /CONSTRAINT [`']([^`']+)[`']|CHECK constraint failed: (\w+)$/i.exec(message)?.slice(1).find((name) => name !== undefined);
}

/** PostgreSQL names the columns whatever the constraint's name, in any language: `Key (customer_id, "No")=(7, 1) is not present in …` */
function keyIn(detail: unknown): string[] {
  const list = typeof detail === 'string' ? /\(([^()]+)\)=\(/.exec(detail)?.[1] : undefined;
  return (list?.split(', ') ?? []).map((name) => name.replace(/^"(.*)"$/, '$1').replaceAll('""', '"'));
}

/** `Column 'Title' cannot be null` · `UNIQUE constraint failed: Album.Title, Album.ArtistId` */
function columnsIn(message: string): string[] {
  const list = /constraint failed: ((?:\w+\.\w+(?:, )?)+)/.exec(message)?.[1];
  if (list !== undefined) return list.split(', ').map((name) => name.slice(name.indexOf('.') + 1));
  const one = /(?:[Cc]olumn|Field) [`'](?:[^`']*`?\.`?)?([^`'.]+)[`']/.exec(message)?.[1];
  return one === undefined ? [] : [one];
}
