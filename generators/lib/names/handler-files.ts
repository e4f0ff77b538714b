import type { Operation } from '../model';
import { allocate, groupBy, stemName } from './allocator';
import { isReservedStem } from './reserved';
import { camelCase, shortHash } from './words';

export interface HandlerFile {
  readonly file: string;
  readonly tag?: string;
  readonly identifier: string;
}

/**
 * Stem of the file a tag's handlers live in. Tags with the same stem (`Users`, `users`) share a
 * file: suffixes would move a file full of handlers whenever a similar tag is added.
 */
export function handlerStem(tag: string | undefined): string {
  if (tag === undefined || tag.trim() === '') return 'default';
  const { name } = stemName(tag);
  if (name === '') return `tag-${shortHash(tag)}`;
  return isReservedStem(name) ? `${name}-tag` : name;
}

/** Handler files in order of first use. */
export function handlerFiles(operations: readonly Operation[]): HandlerFile[] {
  const files = groupBy(operations, (o) => handlerStem(o.tag));
  const identifiers = allocate(
    [...files.keys()].map((file) => {
      const name = camelCase(file.split('-'));
      return { subject: file, name: `${/^\d/.test(name) ? 'tag' : ''}${name}Handlers`, exact: false, suffix: `H${shortHash(file)}`, key: file };
    }),
  );
  return [...files].map(([file, members]) => {
    const tag = members.map((o) => o.tag).filter((t) => t !== undefined).sort()[0];
    return { file, ...(tag === undefined ? {} : { tag }), identifier: identifiers.get(file)! };
  });
}
