import type ts from 'typescript';
import type { Framework } from './routes';

/** An application or a router, as the recorder keeps it. */
export interface RouteRoot {
  readonly framework: Framework;
  /** True for what listens; false for what has to be mounted. */
  readonly isApp: boolean;
  readonly node: ts.Node;
  mounted: boolean;
}
