/** Options of `nx g @org/backend:init`; see schema.json. */
export interface InitGeneratorSchema {
  skipFormat?: boolean;
  keepExistingVersions?: boolean;
  updatePackageScripts?: boolean;
  skipPackageJson?: boolean;
  verbose?: boolean;
}
