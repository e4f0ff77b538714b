import { spawnSync } from 'node:child_process';
import path from 'node:path';

const root = path.resolve(__dirname, '../..');

/** Every `@ts-expect-error` in handlers/ is a mistake that the types of that framework must catch. */
describe('handler types accept what the document says and nothing else', () => {
  it.each([['TypeScript 5.9', 'typescript'], ['TypeScript 7', 'typescript7']])('%s', (_, compiler) => {
    const tsc = path.join(root, 'node_modules', compiler, 'bin', 'tsc');
    const run = spawnSync(process.execPath, [tsc, '-p', __dirname], { encoding: 'utf8' });
    expect(run.stdout).toBe('');
    expect(run.status).toBe(0);
  }, 60_000);
});
