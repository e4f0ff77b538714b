import type { Diagnostic } from './diagnostics';

/** A diagnostic whose position names another file. It stays lazy, since finding a position parses its file. */
export function moveDiagnostic(diagnostic: Diagnostic, moved: (file: string) => string): Diagnostic {
  if (!('position' in diagnostic)) return diagnostic;
  const position = {
    enumerable: true,
    get: () => diagnostic.position && { ...diagnostic.position, file: moved(diagnostic.position.file) },
  };
  return Object.defineProperties({}, { ...Object.getOwnPropertyDescriptors(diagnostic), position }) as Diagnostic;
}
