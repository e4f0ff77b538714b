/** A scenario file, once it fits scenario.schema.json. */
export interface Scenario {
  readonly feeders?: Readonly<Record<string, { readonly file: string; readonly order?: 'sequential' | 'random' }>>;
  readonly flows: readonly ScenarioFlow[];
}

export interface ScenarioFlow {
  readonly name?: string;
  readonly weight?: number;
  readonly steps: readonly ScenarioStep[];
}

export interface ScenarioStep {
  readonly name?: string;
  readonly operation?: string;
  readonly with?: { readonly path?: object; readonly query?: object; readonly headers?: object; readonly cookies?: object; readonly body?: unknown };
  readonly method?: string;
  readonly url?: string;
  readonly headers?: Readonly<Record<string, string | number | boolean>>;
  readonly body?: unknown;
  /** A JSON pointer, or `header:name`. */
  readonly capture?: Readonly<Record<string, string>>;
  readonly think?: string | number;
  readonly expect?: string | number | readonly (string | number)[];
}
