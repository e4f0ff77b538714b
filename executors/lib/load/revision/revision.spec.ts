import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { findCommit } from './find-commit';
import { openRevision } from './open-revision';

const base = realpathSync(mkdtempSync(path.join(tmpdir(), 'backend-ref-')));
const root = path.join(base, 'shop');
const at = (...parts: string[]): string => path.join(root, ...parts);
const write = (file: string, text: string): void => {
  mkdirSync(path.dirname(at(file)), { recursive: true });
  writeFileSync(at(file), text);
};
const git = (...args: string[]): string => execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', '-C', root, ...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
const worktrees = (): number => git('worktree', 'list').trim().split('\n').length;
const open = (ref: string, build?: string, signal = new AbortController().signal) => openRevision(ref, build, { root, signal, progress: () => undefined });
const opened = async (ref: string, build?: string) => {
  const revision = await open(ref, build);
  if ('kind' in revision) throw new Error(JSON.stringify(revision));
  return revision;
};

jest.setTimeout(60_000);
beforeAll(() => {
  process.env['NX_TASK_HASH'] = 'of this workspace';
  mkdirSync(root);
  git('init', '-q', '-b', 'main');
  write('.gitignore', 'node_modules\ndist\n');
  write('package-lock.json', '{"lockfileVersion":3}');
  write('libs/price/index.js', 'module.exports = "old";');
  write('services/api/main.js', 'console.log(require("price"), require("ms"), require("@shop/deep"));');
  git('add', '-A');
  git('commit', '-qm', 'one');
  write('libs/price/index.js', 'module.exports = "new";');
  write('node_modules/ms/index.js', 'module.exports = "ms";');
  write('node_modules/.cache/x', '');
  mkdirSync(at('node_modules/@shop'));
  symlinkSync('../libs/price', at('node_modules/price'));
  symlinkSync('../../libs/price', at('node_modules/@shop/deep'));
});
afterAll(() => {
  delete process.env['NX_TASK_HASH'];
  rmSync(base, { recursive: true, force: true });
});

it('checks a revision out with packages of its own, builds it, and leaves nothing', async () => {
  const revision = await opened('main', 'node -e "fs.mkdirSync(\'dist\'); fs.writeFileSync(\'dist/built\', String(process.env.NX_TASK_HASH))"');
  const output = execFileSync(process.execPath, ['services/api/main.js'], { cwd: revision.root, encoding: 'utf8' });
  // Its own libraries, not the ones that were changed here.
  expect(output.trim()).toBe('old ms old');
  expect(readFileSync(path.join(revision.root, 'dist/built'), 'utf8')).toBe('undefined');
  expect(existsSync(path.join(revision.root, 'node_modules/.cache'))).toBe(false);
  expect(worktrees()).toBe(2);
  revision.close();
  revision.close();
  expect([existsSync(revision.root), worktrees(), readFileSync(at('libs/price/index.js'), 'utf8')]).toEqual([false, 1, 'module.exports = "new";']);
});

it('finds the workspace where it is a folder of the repository', async () => {
  const inner = await openRevision('HEAD', undefined, { root: at('services'), signal: new AbortController().signal, progress: () => undefined });
  if ('kind' in inner) throw new Error(inner.message);
  expect(readdirSync(inner.root)).toEqual(['api']);
  inner.close();
});

it('installs where the lockfile differs, and says what failed', async () => {
  write('package-lock.json', '{"lockfileVersion":2}');
  const problem = await open('main');
  expect(problem).toMatchObject({ kind: 'revision-broken', message: expect.stringContaining('`npm ci --no-audit --no-fund` failed in the other revision (exit code') });
  git('checkout', '-q', 'package-lock.json');
  expect(worktrees()).toBe(1);
});

it('says what failed to build, and leaves nothing', async () => {
  expect(await open('main', 'echo no such target && exit 3')).toMatchObject({ kind: 'revision-broken', message: expect.stringContaining('(exit code 3)'), lastOutput: 'no such target' });
  expect(worktrees()).toBe(1);
});

it('names what is missing', async () => {
  expect(await open('nowhere')).toMatchObject({ kind: 'no-revision', message: 'there is no revision "nowhere" in the repository' });
  expect(await open('--output=elsewhere')).toMatchObject({ kind: 'no-revision' });
  expect(await findCommit(base, 'main')).toMatchObject({ kind: 'no-repository', message: expect.stringContaining('not a git repository') });
});

it('takes a branch from origin, and tells a shallow clone', async () => {
  git('commit', '-qam', 'two');
  const clone = (name: string, ...args: string[]): string => {
    execFileSync('git', ['clone', '-q', ...args, pathToFileURL(root).href, path.join(base, name)], { stdio: 'ignore' });
    return path.join(base, name);
  };
  const full = clone('full');
  execFileSync('git', ['-C', full, 'checkout', '-q', '--detach']);
  execFileSync('git', ['-C', full, 'branch', '-qD', 'main']);
  expect(await findCommit(full, 'main')).toMatchObject({ sha: git('rev-parse', 'main').trim(), prefix: '' });
  expect(await findCommit(clone('shallow', '--depth=1'), 'main~1')).toMatchObject({ kind: 'shallow' });
});

it('ends a build that is interrupted, and leaves nothing', async () => {
  const controller = new AbortController();
  setTimeout(() => controller.abort(), 1500);
  expect(await open('main', 'sleep 60', controller.signal)).toMatchObject({ kind: 'stopped' });
  expect(worktrees()).toBe(1);
});

it('leaves nothing even when its own process ends at once', async () => {
  const script = `
    require('node:module').registerHooks({ resolve: (s, c, next) => next(s.startsWith('.') && (c.parentURL ?? '').endsWith('.ts') ? s + '.ts' : s, c) });
    import(${JSON.stringify(pathToFileURL(path.join(__dirname, 'open-revision.ts')).href)}).then(({ openRevision }) =>
      openRevision('main', 'sleep 60', { root: ${JSON.stringify(root)}, signal: new AbortController().signal, progress: (text) => text.includes('sleep') && setTimeout(() => process.exit(1), 500) }));`;
  const child = spawn(process.execPath, ['--no-warnings', '-e', script], { stdio: 'inherit' });
  await new Promise((resolve) => child.once('exit', resolve));
  expect(worktrees()).toBe(1);
});
