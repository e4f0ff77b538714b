import type { ExistingFiles } from '../handler-files';

/** Existing files held in memory, as text or bytes. */
export function memoryFiles(files: Readonly<Record<string, string | Uint8Array>>): ExistingFiles {
  return {
    read: (path) => {
      const content = Object.hasOwn(files, path) ? files[path] : undefined;
      return typeof content === 'string' ? Buffer.from(content) : content;
    },
    list: (folder) => Object.keys(files).filter((path) => path.startsWith(`${folder}/`)).sort(),
  };
}
