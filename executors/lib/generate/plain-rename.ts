import type { Rename } from '../typeorm/protocol';

/** A `--rename` that does not say what goes where. */
export class PlainRenameError extends Error {
  override readonly name = 'PlainRenameError';
}

/**
 * `users.name:users.full_name` or `users:people`, for databases whose tables have no schema here.
 * @throws PlainRenameError
 */
export function plainRename(text: string): Rename {
  const [from = [], to = [], ...more] = text.split(':').map((side) => side.split('.').map((part) => part.trim()));
  const complete = [...from, ...to].every((name) => name !== '');
  if (more.length > 0 || !complete || from.length > 2 || to.length === 0 || to.length > from.length) {
    throw new PlainRenameError(`--rename=${text} must say table.column:table.new_name or table:new_name`);
  }
  return from.length === 1 ? { table: from[0]!, to: to[0]! } : { table: from[0]!, column: from[1]!, to: to.at(-1)! };
}
