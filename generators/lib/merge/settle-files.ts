import type { File } from '../code';
import type { Result } from '../diagnostics';
import type { Diagnostic } from '../diagnostics';
import type { ExistingFiles } from './handler-files';

/**
 * Sets emitted files beside what is there: generated ones replace only their like, yours are
 * written where nothing stands. A file without the marker in a generated one's place is an error.
 * @param marker first words of every generated file
 */
export function settleFiles(files: readonly File[], existing: ExistingFiles, marker: string, shownFolder = ''): Result<File[]> {
  const diagnostics: Diagnostic[] = [];
  const value = files.filter((file) => {
    const there = existing.read(file.path);
    if (there === undefined) return true;
    if (file.ownership === 'yours') return false;
    if (!hasMarker(there, marker)) {
      diagnostics.push({
        code: 'BACKEND_ROUTES_FILE_NOT_OURS', severity: 'error',
        message: `${shownFolder}${file.path} would be replaced, but was not generated: its first line is not the marker`,
        help: 'Move or delete it, or choose another --output.', position: { file: shownFolder + file.path, line: 1, column: 1 },
      });
    }
    return true;
  });
  return { value, diagnostics };
}

/** Where generated files stand. Deeper folders are somebody else's: `--output=src/routes/admin` puts another API's below routes/. */
const OURS = /^(?:(?:(?:routes|types|middleware)\/[^/]+|middleware\/validators\/.+)\.ts|types\/openapi\.json)$/;

/** In JSON, which has no comments, the marker is the first member's value. */
const IN_JSON = '{"x-generated":"';

/** Generated files of an earlier run that this one does not write any more. Files without the marker are never among them. */
export function obsoleteFiles(files: readonly File[], existing: ExistingFiles, marker: string): string[] {
  const current = new Set(files.map(({ path }) => path));
  return ['middleware', 'routes', 'types']
    .flatMap((folder) => existing.list(folder))
    .filter((path) => OURS.test(path) && !current.has(path) && hasMarker(existing.read(path), marker));
}

function hasMarker(bytes: Uint8Array | undefined, marker: string): boolean {
  if (bytes === undefined) return false;
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, IN_JSON.length + marker.length + 3)).toString().replace(/^\uFEFF/, '');
  return start.startsWith(marker) || start.startsWith(IN_JSON + marker);
}
