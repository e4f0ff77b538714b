/** Options of `nx g @org/backend:spec`; see schema.json. */
export interface SpecGeneratorSchema {
  directory: string;
  output?: string;
  base?: string;
  check?: boolean;
  entry?: string;
  tsConfig?: string;
  json?: boolean;
  verbose?: boolean;
}
