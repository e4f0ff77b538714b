/** Options of `nx g @org/backend:security`; see schema.json. */
export interface SecurityGeneratorSchema {
  project: string;
  skipFormat?: boolean;
  skipPackageJson?: boolean;
  verbose?: boolean;
}
