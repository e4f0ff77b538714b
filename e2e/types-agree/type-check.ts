import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { lit } from '../../generators/lib/code';

const root = path.resolve(__dirname, '../..');

/** One assignment to be type-checked: is `value` a `type`? */
export interface Assignment {
  readonly type: string;
  readonly value: unknown;
}

const PRELUDE = [
  `import type { components } from './openapi';`,
  `import type { Replied, Requested } from './operation-types';`,
  // literal types, but nothing fresh or read only: as a value that comes from somewhere else
  `type Mutable<T> = { -readonly [K in keyof T]: Mutable<T[K]> }; declare function value<const T>(of: T): Mutable<T>;`,
];

/**
 * Type-checks assignments against openapi.ts in one program.
 * @returns the compiler's message for each assignment that does not type-check
 */
export function typeCheck(name: string, openapi: string, assignments: readonly Assignment[]): Map<number, string> {
  const folder = path.join(root, 'tmp', 'types-agree', name.replace(/\W+/g, '-'));
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'openapi.ts'), openapi);
  writeFileSync(path.join(folder, 'operation-types.ts'), readFileSync(path.join(root, 'generators/lib/frameworks/runtime/operation-types.ts')));
  const lines = assignments.map(({ type, value }, i) => `export const v${i}: ${type} = value(${lit(value).text});`);
  writeFileSync(path.join(folder, 'values.ts'), [...PRELUDE, ...lines].join('\n'));
  const tsc = path.join(root, 'node_modules', 'typescript7', 'bin', 'tsc');
  const compilerOptions = { strict: true, noEmit: true, target: 'es2022', lib: ['es2023'], module: 'node16', types: ['node'], skipLibCheck: true };
  writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['values.ts'] }));
  const args = [tsc, '-p', folder, '--pretty', 'false'];
  const { stdout } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 28 });
  const errors = new Map<number, string>();
  let current = -1;
  for (const line of stdout.split('\n')) {
    const found = /^(\S*?)(\w[\w-]*)\.ts\((\d+),\d+\): (.*)$/.exec(line);
    if (found && found[2] !== 'values') throw new Error(line);
    if (found) current = Number(found[3]) - 1 - PRELUDE.length;
    if (current >= 0 && line !== '') errors.set(current, `${errors.get(current) ?? ''}${found ? found[4] : line}\n`);
    else if (line !== '') throw new Error(line);
  }
  return errors;
}
