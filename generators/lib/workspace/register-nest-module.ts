import path from 'node:path';
import type { Diagnostic } from '../diagnostics';
import { decodeUtf8 } from '../merge/decode';
import { relativeSpecifier } from '../merge/specifier';
import type { WorkspaceFiles } from './files';
import { upward } from './files';
import type { OutputPlace } from './output-place';
import type { PlannedChange } from './plan-routes';

/** Imports the generated module into the nearest one above it; says so where there is none, or where it cannot be done. */
export function registerNestModule(files: WorkspaceFiles, place: OutputPlace, extension: string): { changes: PlannedChange[]; diagnostics: Diagnostic[] } {
  const own = place.of('routes/routes.module.ts');
  const parent = parentModule(files, place.base, own);
  if (parent === undefined) return { changes: [], diagnostics: [unregistered(own, 'no module stands in a folder above it')] };
  const bytes = files.read(parent);
  const text = bytes && decodeUtf8(bytes);
  if (text === undefined) return { changes: [], diagnostics: [unregistered(own, `${parent} is not UTF-8 text`)] };
  const { importModule } = require('../merge/import-module') as typeof import('../merge/import-module');
  const imported = importModule(parent, text, 'RoutesModule', relativeSpecifier(parent, own).replace(/\.ts$/, extension));
  if ('problem' in imported) return { changes: [], diagnostics: [unregistered(own, `${parent} was left as it is: ${imported.problem}`)] };
  return { changes: imported.text === text ? [] : [{ path: parent, kind: 'update', ownership: 'yours', content: imported.text }], diagnostics: [] };
}

/** The module of the nearest folder that has one: `app.module.ts` before others. A package's own folder is the last to be looked at. */
function parentModule(files: WorkspaceFiles, base: string, own: string): string | undefined {
  for (const folder of upward(base)) {
    if (folder === '.' || files.read(path.posix.join(folder, 'package.json')) !== undefined) return undefined;
    const modules = files.list(folder).filter((file) => path.posix.dirname(file) === folder && file.endsWith('.module.ts') && file !== own);
    const found = modules.find((file) => path.posix.basename(file) === 'app.module.ts') ?? modules[0];
    if (found !== undefined) return found;
  }
  return undefined;
}

function unregistered(own: string, why: string): Diagnostic {
  return {
    code: 'BACKEND_ROUTES_MODULE_UNREGISTERED', severity: 'warning', message: `RoutesModule of ${own} is imported by no module: ${why}`,
    help: 'Add RoutesModule to the imports of the application\'s module.',
  };
}
