import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Part } from './analysis';
import type { AnalyzeOptions } from './options';

/** N+1 hints, or why there are none. */
export function hintNPlusOne({ root, projectRoot, tsConfig }: AnalyzeOptions): Part {
  const project = tsConfig === undefined ? defaultConfig(path.resolve(root, projectRoot)) : path.resolve(root, tsConfig);
  if (project === undefined) return { sections: [{ title: 'Not looked at', text: 'N+1 queries: the project has no tsconfig.json; name one by --tsConfig.' }] };
  const { findNPlusOne, NoProgram } = require('../nplusone') as typeof import('../nplusone');
  try {
    const { findings, searched, files } = findNPlusOne({ project, root });
    if (!searched) return { sections: [{ title: 'Not looked at', text: "N+1 queries: the project's sources import no types of TypeORM's." }] };
    return { findings, facts: [['searched for N+1', `${files} files`]] };
  } catch (error) {
    if (!(error instanceof NoProgram)) throw error;
    return { sections: [{ title: 'Not looked at', text: `N+1 queries: ${error.message}` }] };
  }
}

function defaultConfig(folder: string): string | undefined {
  return ['tsconfig.app.json', 'tsconfig.lib.json', 'tsconfig.json'].map((name) => path.join(folder, name)).find((file) => existsSync(file));
}
