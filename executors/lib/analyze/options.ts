/** What `migrate-analyze` is asked; paths are relative to the workspace's root. */
export interface AnalyzeOptions {
  /** Absolute path of the workspace. */
  readonly root: string;
  readonly project: string;
  /** Folder of the project. */
  readonly projectRoot: string;
  /** The file that exports the TypeORM DataSource. */
  readonly dataSource?: string;
  /** A live database: drift against it, its statistics, and what is pending there. */
  readonly connection?: string;
  /** Another schema that the entities are compared with as well. */
  readonly compare?: string;
  /** A script to judge as if it were the next migration. */
  readonly file?: string;
  /** A server where scratch databases may be made, instead of embedded ones. */
  readonly shadow?: string;
  /** The last migration that is taken as applied: a name, a timestamp, or `none`. Default: all but the latest. */
  readonly since?: string;
  /** Look for N+1 queries. Default: true. */
  readonly nPlusOne?: boolean;
  /** Where the search for N+1 queries starts. Default: tsconfig.app.json or tsconfig.json of the project. */
  readonly tsConfig?: string;
  /** Rules that are not wanted. */
  readonly exclude?: readonly string[];
  /** Write missing indexes as migrations. */
  readonly suggestIndexes?: boolean;
  /** Folder of those migrations: from the root, or the name of the data source's migrations folder. */
  readonly output?: string;
  /** The least severity that makes the verdict negative. Default: `error`. */
  readonly failOn?: FailOn;
}

export type FailOn = 'error' | 'warning' | 'info' | 'none';
