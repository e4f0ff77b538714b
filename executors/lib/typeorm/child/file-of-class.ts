/** The file that exports a class, where it was loaded as CommonJS; ES modules cannot be asked. */
export function fileOfClass(constructor: unknown): string | undefined {
  for (const module of Object.values(require.cache)) {
    const exports: unknown = module?.exports;
    if (typeof exports !== 'object' || exports === null || module!.filename.includes('node_modules')) continue;
    // A folder's index exports it too, but by a getter; the file that declares it has it as its own value or getter: the longest path is not an index.
    if (/[\\/]index\.[cm]?[jt]s$/.test(module!.filename)) continue;
    if (Object.values(exports).includes(constructor)) return module!.filename;
  }
  return undefined;
}
