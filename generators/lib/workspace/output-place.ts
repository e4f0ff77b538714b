import path from 'node:path';
import type { Diagnostic } from '../diagnostics';
import { moveDiagnostic } from '../move-diagnostic';
import type { ExistingFiles } from '../merge';
import type { WorkspaceFiles } from './files';

/** Where the output stands in the workspace. The pipeline calls the folder of handlers `routes`, whatever its name is. */
export interface OutputPlace {
  /** Folder that holds the handlers' folder, middleware/ and types/. */
  readonly base: string;
  /** The handlers stand in the base itself. */
  readonly flat: boolean;
  /** `routes/users.ts` → `apps/api/src/http/users.ts` */
  of(file: string): string;
  /** The reverse. */
  from(file: string): string;
  /** A diagnostic of the pipeline with the path it really has. */
  shown(diagnostic: Diagnostic): Diagnostic;
}

/**
 * @param output the handlers' folder, relative to the workspace's root: `apps/api/src/http`
 * @param flat middleware/ and types/ stand in that folder, not beside it
 */
export function outputPlace(output: string, flat = false): OutputPlace {
  const folder = path.posix.normalize(output).replace(/\/$/, '');
  const base = flat ? folder : path.posix.dirname(folder);
  const routes = path.posix.join(base, 'routes');
  const moved = (file: string, from: string, to: string): string => (file === from || file.startsWith(`${from}/`) ? to + file.slice(from.length) : file);
  return {
    base,
    flat,
    of: (file) => moved(path.posix.join(base, file), routes, folder),
    from: (file) => path.posix.relative(base, moved(file, folder, routes)),
    shown: (diagnostic) => (folder === routes ? diagnostic : moveDiagnostic(diagnostic, (file) => moved(file, routes, folder))),
  };
}

/** The files at an output, by the pipeline's paths. */
export function filesAt(files: WorkspaceFiles, place: OutputPlace): ExistingFiles {
  return {
    read: (file) => files.read(place.of(file)),
    list: (folder) => (place.flat && folder === 'routes' ? handlersIn(files, place.base) : files.list(place.of(folder)).map((file) => (place.flat ? path.posix.relative(place.base, file) : place.from(file)))),
  };
}

/** What stands in the folder itself: below it are other things. */
function handlersIn(files: WorkspaceFiles, folder: string): string[] {
  return files.list(folder).filter((file) => path.posix.dirname(file) === folder).map((file) => `routes/${path.posix.basename(file)}`);
}
