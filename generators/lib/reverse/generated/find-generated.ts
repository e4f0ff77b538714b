import path from 'node:path';
import type { Diagnostic } from '../../diagnostics';
import type { WorkspaceFiles } from '../../workspace/files';
import { readText } from '../../workspace/files';
import { digestOf, parseStored, type StoredDocument } from './stored-document';

/** Routes that were generated, with what they say they were generated from. */
export interface GeneratedRoutes {
  /** Folder that holds types/ and middleware/, relative to the workspace's root. */
  readonly base: string;
  /** The document; undefined: it is missing or does not belong to the code. */
  readonly stored: StoredDocument | undefined;
}

export interface FoundGenerated {
  readonly routes: readonly GeneratedRoutes[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Files of which each run writes at least one, from the base. */
const MARKED = ['types/operations.ts', 'types/openapi.ts', 'middleware/validators.ts'];

/**
 * Generated routes that a folder holds, or whose handlers it holds. A stored document counts only
 * when it is the one that the code was generated from, to the digest.
 */
export function findGenerated(files: WorkspaceFiles, folder: string): FoundGenerated {
  const diagnostics: Diagnostic[] = [];
  const routes = basesOf(files, folder).map((base): GeneratedRoutes => {
    const file = path.posix.join(base, 'types/openapi.json');
    const text = readText(files, file);
    const stored = text === undefined ? undefined : parseStored(text);
    const problem = problemOf(files, base, text, stored);
    if (problem) diagnostics.push({ ...problem, message: `${problem.message}; what they serve is read from their code instead, which says less`, severity: 'warning', help: HELP, position: { file, line: 1, column: 1 } });
    return { base, stored: problem ? undefined : stored };
  });
  return { routes, diagnostics };
}

const HELP = 'Generate the routes again from their document (nx g @org/backend:routes, or nx sync), or restore the generated files of one commit together.';

function problemOf(files: WorkspaceFiles, base: string, text: string | undefined, stored: StoredDocument | undefined): Pick<Diagnostic, 'code' | 'message'> | undefined {
  if (text === undefined) return { code: 'BACKEND_SPEC_STORED_MISSING', message: `the routes in ${base} were generated, but their document, types/openapi.json, is not there` };
  if (!stored) return { code: 'BACKEND_SPEC_STORED_EDITED', message: `the document of the routes in ${base} is no JSON, or has lost its marker` };
  if (!stored.intact) return { code: 'BACKEND_SPEC_STORED_EDITED', message: `the document of the routes in ${base} was edited: it is not the one its marker names` };
  const other = MARKED.find((file) => ![undefined, stored.digest].includes(digestAt(files, path.posix.join(base, file))));
  return other === undefined ? undefined : { code: 'BACKEND_SPEC_STORED_STALE', message: `${base}/${other} was generated from another document than the one stored beside it` };
}

function digestAt(files: WorkspaceFiles, file: string): string | undefined {
  return digestOf(readText(files, file)?.slice(0, 1000) ?? '');
}

/** True for a file that a run of `routes` has written and will replace. */
export function isGeneratedFile(files: WorkspaceFiles, file: string): boolean {
  return digestAt(files, file) !== undefined;
}

function basesOf(files: WorkspaceFiles, folder: string): string[] {
  const normal = path.posix.normalize(folder).replace(/\/$/, '');
  const below = files.list(normal);
  const bases = new Set(below.filter((file) => MARKED.some((one) => file === one || file.endsWith(`/${one}`))).filter((file) => isGeneratedFile(files, file)).map((file) => path.posix.dirname(path.posix.dirname(file))));
  const above = path.posix.dirname(normal);
  // The folder of handlers itself: the rest stands beside it.
  const handlers = below.some((file) => path.posix.dirname(file) === normal && isGeneratedFile(files, file));
  if (normal !== '.' && handlers && MARKED.some((file) => isGeneratedFile(files, path.posix.join(above, file)))) bases.add(above);
  return [...bases].sort();
}
