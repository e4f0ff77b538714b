import type { Framework } from '../lib/emit/context';

/** Options of `nx g @org/backend:app`; see schema.json. */
export interface AppGeneratorSchema {
  name: string;
  directory?: string;
  framework?: Framework;
  openapi?: string;
  port?: number;
  stubs?: 'not-implemented' | 'example';
  validator?: 'compiled' | 'class-validator';
  errors?: 'envelope' | 'problem';
  tags?: string;
  skipFormat?: boolean;
  skipPackageJson?: boolean;
  verbose?: boolean;
}
