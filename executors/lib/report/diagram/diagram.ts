/** How a thing differs between the two catalogs; each is drawn in a colour and with a sign. */
export type Mark = 'same' | 'added' | 'removed' | 'changed';

export interface DiagramColumn {
  readonly name: string;
  readonly type: string;
  /** `PK`, `FK`, `PK FK` or nothing. */
  readonly keys: string;
  readonly mark: Mark;
  /** What it was before: `integer`. */
  readonly was?: string;
}

export interface DiagramTable {
  readonly id: string;
  readonly title: string;
  readonly mark: Mark;
  readonly columns: readonly DiagramColumn[];
  /** Columns that are left out. */
  readonly hidden: number;
}

/** A foreign key, from the table that has it to the one it refers to. */
export interface DiagramLink {
  readonly from: string;
  readonly fromColumn: string;
  readonly to: string;
  readonly toColumn: string;
  readonly mark: Mark;
  readonly title: string;
}

export interface Diagram {
  readonly tables: readonly DiagramTable[];
  readonly links: readonly DiagramLink[];
  readonly caption: string;
}

/** The sign of a mark, for those who see no colour. */
export const SIGN: Readonly<Record<Mark, string>> = { same: '', added: '+', removed: '−', changed: '~' };
