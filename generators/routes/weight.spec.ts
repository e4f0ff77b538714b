import { execFileSync } from 'node:child_process';
import path from 'node:path';

/** Modules of packages that loading a module of ours brings in, by Node itself (it strips the types). */
function packagesLoadedBy(file: string): string[] {
  const script = `require(${JSON.stringify(path.join(__dirname, file))});
    console.log(JSON.stringify(Object.keys(require.cache).filter((name) => name.includes('node_modules'))));`;
  return JSON.parse(execFileSync(process.execPath, ['--no-warnings', '-e', script], { encoding: 'utf8' })) as string[];
}

describe('what nx g --help and nx sync load', () => {
  it.each(['generator.ts', '../routes-sync/generator.ts', '../app/generator.ts', '../security/generator.ts', '../../executors/routes/executor.ts', '../../executors/routes-check/executor.ts'])(
    '%s loads no package', (file) => expect(packagesLoadedBy(file)).toEqual([]));
});
