import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { scratch } from './paths';
import { run } from './run';

/** The guard itself: it has to see every way of compiling text. */
describe('no-code-generation.cjs', () => {
  it.each(["new Function('return 1')()", "Function('return 1')()", "eval('1')", "(() => {}).constructor('return 1')()", "globalThis['ev' + 'al']('1')"])('refuses %s', async (source) => {
    const folder = mkdtempSync(path.join(scratch('guard'), 'run-'));
    writeFileSync(path.join(folder, 'main.cjs'), `require('node:net').createServer().listen(0, '127.0.0.1'); ${source}`);
    const ran = await run('node', ['--require', path.join(__dirname, 'no-code-generation.cjs'), 'main.cjs'], { cwd: folder });
    rmSync(folder, { recursive: true });
    expect(ran.stderr).toContain('EvalError');
  });
});
