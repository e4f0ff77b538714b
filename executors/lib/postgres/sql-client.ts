/** One row of a result, by column name. Values are as the driver decodes them; cast to text where that matters. */
export type Row = Record<string, unknown>;

/** One session of a PostgreSQL server or of an embedded one. */
export interface SqlClient {
  /** Where it leads, without secrets: for messages and reports. */
  readonly label: string;
  /** Runs one statement with parameters for `$1`, `$2`, …; throws `SqlFailure`. */
  query<R extends object = Row>(sql: string, parameters?: readonly unknown[]): Promise<R[]>;
  /** Runs any number of statements by the simple protocol: in one implicit transaction unless they say otherwise. */
  exec(sql: string): Promise<void>;
  close(): Promise<void>;
}

/** A statement that the server refused, or a session that broke. */
export class SqlFailure extends Error {
  override readonly name = 'SqlFailure';
  /** SQLSTATE (PostgreSQL manual, appendix A), or the code of a network error. */
  readonly code: string | undefined;
  readonly detail: string | undefined;
  readonly hint: string | undefined;
  /** Offset in the text sent, in characters, from 1. */
  readonly position: number | undefined;
  /** Context of an error inside a function. */
  readonly where: string | undefined;
  /** The text that was sent. */
  readonly sql: string;

  constructor(cause: unknown, sql: string) {
    const error = (typeof cause === 'object' && cause !== null ? cause : {}) as Record<string, unknown>;
    super(typeof error['message'] === 'string' ? error['message'] : String(cause), { cause });
    const text = (name: string): string | undefined => (typeof error[name] === 'string' && error[name] !== '' ? (error[name] as string) : undefined);
    this.code = text('code');
    this.detail = text('detail');
    this.hint = text('hint');
    this.where = text('where');
    const position = Number(error['position']);
    this.position = position > 0 ? position : undefined;
    this.sql = sql;
  }
}
