import type { Problem } from '../problems';
import type { Source } from './source';

/** What parsing one file gave: the source, unless nothing can be made of it, and its problems. */
export interface Parsed {
  readonly source?: Source;
  readonly problems: readonly Problem[];
}
