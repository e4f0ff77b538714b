import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Diagnostic } from '../diagnostics';
import { printDiagnostics } from '../diagnostics';
import type { WorkspaceFiles } from './files';
import { readText } from './files';

/** Diagnostics as people read them, with the lines they are about. Info is left out unless asked for. */
export function describeDiagnostics(diagnostics: readonly Diagnostic[], files: WorkspaceFiles, verbose = false): string {
  const shown = diagnostics.filter(({ severity }) => verbose || severity !== 'info');
  return printDiagnostics(shown, {
    cwd: files.root,
    color: process.stdout.isTTY === true && !process.env['NO_COLOR'],
    readFile: (file) => readText(files, path.relative(files.root, file).split(path.sep).join('/')) ?? readFileSync(file, 'utf8'),
  });
}
