import { randomUUID } from 'node:crypto';
import type { PreTasksExecution } from '@nx/devkit';
import type { BackendPluginOptions } from './plugin-options';
import { LIVE_RUN } from './plugin-options';

/** Options with which a target reads a live database or another revision, or writes what is no output of its. */
const OUTSIDE = ['connection', 'suggestIndexes', 'compareRef', 'updateBaseline'] as const;

/** True where recorded options lead outside the declared inputs. */
export function readsOutside(options: Readonly<Record<string, unknown>>): boolean {
  return OUTSIDE.some((name) => options[name] !== undefined && options[name] !== false) || isAddress(options['compare']);
}

/**
 * Gives a run whose arguments lead outside the declared inputs (`--connection=…`) a value of its own in
 * an environment variable that is an input of `migrate-analyze` and `loadtest`: neither is it answered from the cache,
 * nor does it answer a later one.
 */
export const preTasksExecution: PreTasksExecution<BackendPluginOptions> = (_options, { argv }) => {
  // Nx carries what a hook sets to where tasks are hashed.
  if (argumentsLeadOutside(argv)) process.env[LIVE_RUN] = randomUUID();
};

function argumentsLeadOutside(argv: readonly string[]): boolean {
  return argv.some((argument, i) => {
    const [, name, value = argv[i + 1]] = /^--([\w-]+)(?:=(.*))?$/s.exec(argument) ?? [];
    if (name === undefined) return false;
    // Nx takes both spellings.
    const camel = name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
    return OUTSIDE.some((option) => option === camel) || (camel === 'compare' && isAddress(value)) || (camel === 'url' && isAddress(value));
  });
}

function isAddress(value: unknown): boolean {
  return typeof value === 'string' && /^(?:[a-z][a-z0-9+.-]*:\/\/|env:)/i.test(value);
}
