import type { Framework } from '../emit/context';

/** What a new application is to be. */
export interface AppSettings {
  /** Of the project. */
  readonly name: string;
  /** Its folder, from the workspace's root. */
  readonly root: string;
  readonly framework: Framework;
  /** Where it listens unless PORT says otherwise. */
  readonly port: number;
  /** Write a document to start from; else there is one. */
  readonly starter: boolean;
  /** The workspace's tsconfig.json refers to its projects, so that `tsc --build` finds them. */
  readonly references: boolean;
  /** Options that the workspace's projects share: `tsconfig.base.json`. */
  readonly base: string | undefined;
}
