import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Diagnostic } from '../../generators/lib/diagnostics';
import type { Framework } from '../../generators/lib/emit/context';
import { generateRoutes } from '../../generators/lib/generate';
import { fromDatabase } from '../../generators/lib/reverse/database';
import type { FromDatabaseOptions } from '../../generators/lib/reverse/database';
import { repoRoot } from '../harness';

export interface DatabaseApi {
  /** Holds routes/, middleware/, types/ and data/; openapi.yaml stands beside it. */
  readonly src: string;
  readonly diagnostics: readonly Diagnostic[];
  remove(): void;
}

/** What the generator writes for a database, from this repository's sources. @param dataSource text instead of data/data-source.ts */
export async function generateDatabaseApi(source: string, framework: Framework, options: Partial<FromDatabaseOptions> = {}, dataSource?: string): Promise<DatabaseApi> {
  mkdirSync(path.join(repoRoot, 'tmp'), { recursive: true });
  const root = mkdtempSync(path.join(repoRoot, 'tmp', `from-db-${framework}-`));
  const src = path.join(root, 'src');
  const made = await fromDatabase(source, { root: repoRoot, title: 'api', errors: 'envelope', importExtension: '.js', ...options });
  const write = (file: string, content: string): void => {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
  };
  write(path.join(root, 'package.json'), '{ "type": "module" }');
  const document = path.join(root, 'openapi.yaml');
  write(document, made.document);
  const routes = made.document === '' ? undefined : await generateRoutes(document, { framework, importExtension: '.js' }, undefined, made.stages);
  for (const file of [...made.files, ...(routes?.value ?? [])]) write(path.join(src, file.path), file.content);
  if (dataSource !== undefined) write(path.join(src, 'data/data-source.ts'), dataSource);
  return { src, diagnostics: [...made.diagnostics, ...(routes?.diagnostics ?? [])], remove: () => rmSync(root, { recursive: true, force: true }) };
}
