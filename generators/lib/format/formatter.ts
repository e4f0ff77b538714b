import { createRequire } from 'node:module';
import path from 'node:path';
import { Worker } from 'node:worker_threads';

/** Formats files as the workspace's own formatter would; text it cannot format comes back as it was. */
export interface Formatter {
  /** @param file absolute path: decides on configuration, ignore files and language */
  format(file: string, text: string): Promise<string>;
  /** What could not be formatted, and why, once a file. */
  readonly problems: readonly string[];
  close(): Promise<void>;
}

/** Changes nothing: for a workspace without a formatter, and with `--skipFormat`. */
export const noFormatter: Formatter = { format: async (_file, text) => text, problems: [], close: async () => {} };

/**
 * The prettier of a workspace, in a worker thread so that formatting runs beside emission. It is
 * used where the workspace chose it: named in the root package.json and installed.
 * @param root absolute path of the workspace
 * @param readRoot reads a file of the workspace by its path relative to `root`
 */
export function workspaceFormatter(root: string, readRoot: (file: string) => string | undefined): Formatter {
  const prettier = usesPrettier(readRoot) ? resolveFrom(root, 'prettier') : undefined;
  return prettier === undefined ? noFormatter : prettierFormatter(root, prettier);
}

interface Answer {
  readonly id: number;
  readonly text?: string;
  readonly problem?: string;
}

function prettierFormatter(root: string, prettier: string): Formatter {
  let worker: Worker | undefined;
  let last = 0;
  const waiting = new Map<number, { file: string; text: string; resolve: (text: string) => void }>();
  const problems: string[] = [];
  const settle = ({ id, text, problem }: Answer): void => {
    const request = waiting.get(id);
    if (!request) return;
    waiting.delete(id);
    if (problem !== undefined) problems.push(`${path.relative(root, request.file)}: ${problem}`);
    request.resolve(text ?? request.text);
  };
  let broken = false;
  const start = (): Worker => {
    // From source (tests) Node says that it guesses the module's kind.
    const fresh = new Worker(require.resolve('./prettier-worker'), { workerData: { prettier, root }, execArgv: ['--no-warnings'] });
    fresh.on('message', settle);
    fresh.on('error', (error) => {
      broken = true;
      for (const id of [...waiting.keys()]) settle({ id, problem: error.message });
    });
    fresh.unref();
    return fresh;
  };
  return {
    problems,
    format: (file, text) => new Promise((resolve) => {
      if (broken) return resolve(text); // the first file said why
      worker ??= start();
      worker.ref();
      waiting.set(++last, { file, text, resolve });
      worker.postMessage({ id: last, file, text });
    }),
    close: async () => void (await worker?.terminate()),
  };
}

function usesPrettier(readRoot: (file: string) => string | undefined): boolean {
  try {
    const manifest = JSON.parse(readRoot('package.json') ?? '{}') as Record<string, Record<string, unknown> | undefined>;
    return ['dependencies', 'devDependencies'].some((field) => Object.hasOwn(manifest[field] ?? {}, 'prettier'));
  } catch {
    return false;
  }
}

function resolveFrom(root: string, name: string): string | undefined {
  try {
    return createRequire(path.join(root, 'package.json')).resolve(name);
  } catch {
    return undefined;
  }
}
