import { execFile } from 'node:child_process';

/** What a git command printed, or what it complained of. */
export type GitAnswer = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly text: string };

/** Runs git in a folder, with nothing to ask anybody. */
export function git(folder: string, args: readonly string[]): Promise<GitAnswer> {
  return new Promise((resolve) => {
    const env = { ...process.env, GIT_TERMINAL_PROMPT: '0' };
    execFile('git', ['-C', folder, ...args], { encoding: 'utf8', env, maxBuffer: 2 ** 26 }, (error, stdout, stderr) => {
      if (!error) return resolve({ ok: true, text: stdout.trim() });
      resolve({ ok: false, text: (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'git is not installed' : stderr.trim() || error.message });
    });
  });
}
