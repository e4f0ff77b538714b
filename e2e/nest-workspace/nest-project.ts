import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync, existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { installedModules } from '../harness/install';
import { repoRoot, scratch } from '../harness/paths';
import { run, runOrThrow, type Ran } from '../harness/run';

/** What `nest new` writes, with the packed plugin installed beside Nest. */
export interface NestProject {
  readonly root: string;
  /** `nest generate -c @org/backend …`. */
  generate(...args: string[]): Promise<Ran>;
  read(file: string): string;
  has(file: string): boolean;
  write(file: string, text: string): void;
  remove(): void;
}

const NEST = path.join(repoRoot, 'node_modules/@nestjs/cli/bin/nest.js');

/** Runs `nest new` and puts the shared node_modules, which has the tarball installed, where npm would have put one. */
export async function createNestProject(): Promise<NestProject> {
  const folder = mkdtempSync(path.join(scratch('nest'), 'nest-'));
  await runOrThrow('node', [NEST, 'new', 'shop', '--skip-install', '--skip-git', '--package-manager=npm', '--language=ts', '--strict'], { cwd: folder });
  const root = path.join(folder, 'shop');
  symlinkSync(await installedModules(), path.join(root, 'node_modules'), 'dir');
  return {
    root,
    generate: (...args) => run('node', [NEST, 'generate', '-c', '@org/backend', ...args], { cwd: root }),
    read: (file) => readFileSync(path.join(root, file), 'utf8'),
    has: (file) => existsSync(path.join(root, file)),
    write: (file, text) => {
      mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
      writeFileSync(path.join(root, file), text);
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
