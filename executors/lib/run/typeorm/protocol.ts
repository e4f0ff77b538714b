import type { Progress } from '../context';
import type { RunReport } from '../report';
import type { RevertRequest } from '../request';

/** What the child that runs migrations through TypeORM is asked; plain data. */
export interface RunOrder {
  readonly command: 'run' | 'revert';
  readonly request: Omit<RevertRequest, 'progress'>;
  /** Absolute path of the file that exports the data source. */
  readonly dataSource?: string;
  readonly exportName?: string;
  /** Instead of the data source's own database, or without one: `mysql://…`, `postgres://…`. */
  readonly connection?: string;
}

/** Any number of events, then the report. */
export type RunAnswer = { readonly report: RunReport } | { readonly progress: Progress };
