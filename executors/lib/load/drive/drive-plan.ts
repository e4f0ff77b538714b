/**
 * What virtual users do, as plain data: it survives the way to a worker thread, and goes as it is
 * into the scripts of other engines. Built from an OpenAPI document or a scenario file.
 */
export interface DrivePlan {
  readonly steps: readonly Step[];
  /** What a user does from beginning to end, with shares of the load. */
  readonly flows: readonly Flow[];
  /** Rows that flows take values from, by the feeder's name. */
  readonly feeders: Readonly<Record<string, Feeder>>;
  /** Values that no report or script may hold, by the name that templates know them by. */
  readonly secrets: Readonly<Record<string, Secret>>;
  /** Steps that make a resource, in the order in which they are tried. */
  readonly producers: Readonly<Record<string, readonly number[]>>;
  /** Check replies against the document; absent where there is none. */
  readonly contract?: ContractSource;
}

export interface ContractSource {
  /** Absolute path of the document. */
  readonly file: string;
  /** `auto`: bodies are sampled where checking them takes too much of the generator's time. */
  readonly check: 'all' | 'auto';
}

export interface Flow {
  readonly name: string;
  readonly weight: number;
  /** Indexes of the plan's steps. */
  readonly steps: readonly number[];
}

export interface Step {
  /** An operationId, or `GET /users/{id}`. */
  readonly name: string;
  readonly method: string;
  /** Path and query. */
  readonly target: Template;
  /** The same for people: `/users/{id}`. */
  readonly shownTarget: string;
  readonly headers: Readonly<Record<string, Template>>;
  readonly body?: Template;
  /** Values of slots that nothing else fills. */
  readonly defaults: Readonly<Record<string, unknown>>;
  readonly needs: readonly Need[];
  readonly yields: readonly Yield[];
  /** Variables of the flow, from the reply. */
  readonly captures: readonly { readonly slot: string; readonly from: Expression }[];
  /** Milliseconds before the step is sent. */
  readonly thinkMs?: number;
  /** Statuses that are no errors: `2xx`, `404`. */
  readonly expect: readonly string[];
  /** `#/paths/~1users/get`: whose replies these are. */
  readonly operation?: string;
}

/** Text with places to fill in. */
export type Template = readonly Piece[];

/** How a value becomes text: percent-encoded, as JSON, as the inside of a JSON string, or as it is, in one line. */
export type Encoding = 'uri' | 'json' | 'jsonText' | 'text';

export type Piece = string | { readonly slot: string; readonly as: Encoding } | { readonly secret: string; readonly as: Encoding | 'base64' };

export interface Secret {
  readonly value: string;
  /** The environment variable that has it, for scripts of other engines. */
  readonly env: string;
}

/** A record of a resource that has to be there: `/orders/{}` with the values of its path's variables. */
export interface Need {
  readonly resource: string;
  /** Which value of the record goes into which slot. */
  readonly fills: readonly { readonly slot: string; readonly at: number }[];
  /** The record is gone afterwards, with those below it. */
  readonly takes?: readonly string[];
}

/** A record that a good reply brings. */
export interface Yield {
  readonly resource: string;
  readonly values: readonly Expression[];
}

/** Where a value comes from: OpenAPI 3.2 §4.20.4's runtime expressions, and JSON pointers. */
export type Expression =
  | { readonly from: 'body'; readonly pointer: string }
  | { readonly from: 'header'; readonly name: string }
  | { readonly from: 'status' }
  | { readonly from: 'slot'; readonly slot: string }
  | { readonly from: 'sent'; readonly pointer: string }
  | { readonly from: 'value'; readonly value: unknown };

export interface Feeder {
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  readonly order: 'sequential' | 'random';
}
