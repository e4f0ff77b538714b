import type { Names } from '../names/names';

/**
 * Names in which every operation's handler file is the one that has its handler already, so that
 * the index imports from there; files no operation is left in are dropped.
 * @param stems existing handlers' file stems by operation identifier
 */
export function relocateNames(names: Names, identifiers: readonly string[], stems: ReadonlyMap<string, string>, homes: ReadonlyMap<string, string>): Names {
  const used = new Set(identifiers.map((identifier) => stems.get(identifier) ?? homes.get(identifier)!));
  const known = new Map(names.handlerFiles.map((file) => [file.file, file]));
  const taken = new Set(names.handlerFiles.map(({ identifier }) => identifier));
  const extra = [...used].filter((stem) => !known.has(stem)).sort().map((file) => ({ file, identifier: freeIdentifier(file, taken) }));
  return {
    schema: (pointer) => names.schema(pointer),
    securityScheme: (key) => names.securityScheme(key),
    operation: (operation) => {
      const own = names.operation(operation);
      return { ...own, handlerFile: stems.get(own.identifier) ?? own.handlerFile };
    },
    handlerFiles: [...names.handlerFiles.filter(({ file }) => used.has(file)), ...extra],
  };
}

function freeIdentifier(stem: string, taken: Set<string>): string {
  const words = stem.split(/[^A-Za-z0-9]+/).filter(Boolean);
  const camel = words.map((w, i) => (i === 0 ? w.charAt(0).toLowerCase() : w.charAt(0).toUpperCase()) + w.slice(1)).join('');
  const base = `${/^[a-z]/.test(camel) ? camel : `file${camel}`}Handlers`;
  let free = base;
  for (let n = 2; taken.has(free); n++) free = `${base}${n}`;
  taken.add(free);
  return free;
}
