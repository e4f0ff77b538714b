import { spawn } from 'node:child_process';
import path from 'node:path';
import { repoRoot } from './paths';

export interface Ran {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Seconds until the process is killed; default 240. */
  readonly timeout?: number;
}

/** The environment of every child: the pinned Node first, no daemon, no cloud, no colours. */
export const CHILD_ENV = {
  NX_DAEMON: 'false',
  NX_NO_CLOUD: 'true',
  NX_SKIP_NX_CACHE: 'false',
  NX_TUI: 'false',
  NO_COLOR: '1',
  FORCE_COLOR: '0',
  npm_config_update_notifier: 'false',
};

/** Runs a program to its end. Never throws for an exit status; a killed one has status 124. */
export function run(command: string, args: readonly string[], { cwd, env, timeout = 240 }: RunOptions): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env: childEnv(env), stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    const timer = setTimeout(() => child.kill('SIGKILL'), timeout * 1000);
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      resolve({ status: code ?? (signal === 'SIGKILL' ? 124 : 1), stdout, stderr });
    });
  });
}

/** What a program said when it failed; empty when it did not: `expect(failureOf(ran)).toBe('')` shows all of it. */
export function failureOf({ status, stdout, stderr }: Ran): string {
  return status === 0 ? '' : `exit ${status}\n${stdout}\n${stderr}`;
}

/** Like `run`, but throws with both outputs when the program fails. */
export async function runOrThrow(command: string, args: readonly string[], options: RunOptions): Promise<Ran> {
  const ran = await run(command, args, options);
  if (ran.status === 0) return ran;
  throw new Error(`${command} ${args.join(' ')}: exit ${ran.status}\n${ran.stdout}\n${ran.stderr}`);
}

/** The environment for children: what npm and Jest put into ours is about this repository, not about theirs. */
export function childEnv(extra: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(npm_(package|lifecycle)_|npm_config_(local_)?prefix$|INIT_CWD$|NODE_OPTIONS$|JEST_)/.test(name)));
  const bin = path.join(repoRoot, 'node_modules', '.bin');
  return { ...inherited, ...CHILD_ENV, PATH: `${bin}${path.delimiter}${inherited['PATH']}`, ...extra };
}
