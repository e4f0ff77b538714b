import type { EmitContext } from '../../emit/context';

/** The folder that holds middleware/ and types/, from where controllers and services stand. */
export function up({ options }: EmitContext): '.' | '..' {
  return options.flat ? '.' : '..';
}
