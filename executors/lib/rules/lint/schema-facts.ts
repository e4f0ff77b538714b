/** What is known of a column. */
export interface ColumnFact {
  /** Base name of the type as the grammar knows it (`int4`), and its modifiers. */
  readonly type: string;
  readonly modifiers: readonly number[];
  readonly array: boolean;
  readonly notNull: boolean;
}

/** What is known of a table's constraint. */
export interface ConstraintFact {
  readonly kind: 'check' | 'foreign' | 'unique' | 'primary' | 'exclusion' | 'not-null';
  readonly valid: boolean;
  /** Columns of a key; the column that a CHECK keeps from being null. */
  readonly columns: readonly string[];
}

/** What is known of an index. */
export interface IndexFact {
  readonly table: string;
  /** Key columns in order; an expression is `undefined`. */
  readonly columns: readonly (string | undefined)[];
  readonly unique: boolean;
  readonly partial: boolean;
}

/** What is known of a table; nothing says that it is all there is. */
export interface TableFact {
  readonly columns: ReadonlyMap<string, ColumnFact>;
  readonly constraints: ReadonlyMap<string, ConstraintFact>;
  readonly partitioned: boolean;
  readonly temporary: boolean;
}

/**
 * What scripts, or a catalog, have told about a schema so far. Statements whose tables nobody told of
 * are judged as if the tables were there and full.
 */
export class SchemaFacts {
  readonly #tables = new Map<string, TableFact | undefined>();
  readonly #indexes = new Map<string, IndexFact | undefined>();
  readonly #indexesByTable = new Map<string, Set<string>>();

  /** @param under facts that these are laid over, and leave as they are */
  constructor(private readonly under?: SchemaFacts) {}

  table(key: string): TableFact | undefined {
    return this.#tables.has(key) ? this.#tables.get(key) : this.under?.table(key);
  }

  index(key: string): IndexFact | undefined {
    return this.#indexes.has(key) ? this.#indexes.get(key) : this.under?.index(key);
  }

  column(table: string, column: string): ColumnFact | undefined {
    return this.table(table)?.columns.get(column);
  }

  /** `undefined` where it is gone. */
  setTable(key: string, fact: TableFact | undefined): void {
    this.#tables.set(key, fact);
  }

  setIndex(key: string, fact: IndexFact | undefined): void {
    this.#indexes.set(key, fact);
    if (fact) this.#indexesByTable.set(fact.table, (this.#indexesByTable.get(fact.table) ?? new Set()).add(key));
  }

  /** Changes a table, which begins empty where nobody told of it. */
  change(key: string, change: (table: TableFact) => Partial<TableFact>): void {
    const known = this.table(key) ?? EMPTY_TABLE;
    this.setTable(key, { ...known, ...change(known) });
  }

  /** The indexes of a table by name. */
  indexesOf(table: string): Map<string, IndexFact> {
    const keys = [...(this.under?.indexesOf(table).keys() ?? []), ...(this.#indexesByTable.get(table) ?? [])];
    return new Map(keys.flatMap((key) => {
      const fact = this.index(key);
      return fact?.table === table ? [[key, fact] as const] : [];
    }));
  }

  /** True where a whole index or key begins with these columns, in any order. */
  isIndexed(table: string, columns: readonly string[]): boolean {
    const keys = [...(this.table(table)?.constraints.values() ?? [])].filter(({ kind }) => kind === 'primary' || kind === 'unique').map((key) => key.columns);
    const indexes = [...this.indexesOf(table).values()].filter((index) => !index.partial).map((index) => index.columns);
    return [...keys, ...indexes].some((key) => {
      const first = new Set(key.slice(0, columns.length));
      return columns.every((column) => first.has(column));
    });
  }

  /** True where the column is NOT NULL, or a valid CHECK or primary key keeps it from being null. */
  isNeverNull(table: string, column: string): boolean {
    const fact = this.table(table);
    return fact?.columns.get(column)?.notNull === true
      || [...(fact?.constraints.values() ?? [])].some(({ kind, valid, columns }) =>
        columns.includes(column) && (kind === 'primary' || (valid && (kind === 'check' || kind === 'not-null'))));
  }
}

export const EMPTY_TABLE: TableFact = { columns: new Map(), constraints: new Map(), partitioned: false, temporary: false };
