/** A handler to add: `source` is one statement that exports a const named `identifier`. */
export interface Stub {
  readonly identifier: string;
  readonly source: string;
}

/**
 * The text of a new handler file.
 * @param header imports and comments, as printed by the framework: one import a line
 */
export function newHandlerFile(header: string, stubs: readonly Stub[]): string {
  const body = stubs.map(({ source }) => source.trim()).join('\n\n');
  return `${[usedImports(header, body), body].filter((part) => part !== '').join('\n\n')}\n`;
}

/** A header without the names a body does not mention: `notImplemented`, where every stub answers an example. */
export function usedImports(header: string, body: string): string {
  const words = new Set(body.match(/[\w$]+/g));
  return header.trim().split('\n').flatMap((line) => {
    const match = /^(import (?:type )?\{ )(.*)( \} from .*)$/.exec(line);
    if (!match) return [line];
    const names = match[2]!.split(', ').filter((name) => words.has(name.split(' ').at(-1)!));
    return names.length === 0 ? [] : [match[1]! + names.join(', ') + match[3]!];
  }).join('\n');
}
