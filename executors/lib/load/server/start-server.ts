import { spawn } from 'node:child_process';
import type { Tls } from '../plan/tls';
import type { NoReply } from './await-reply';
import { awaitReply } from './await-reply';
import { freePort, portIsTaken } from './free-port';
import { keepLastOutput } from './last-output';
import { neverReady } from './never-ready';
import { killTree, stopTree } from './stop-tree';

export interface ServerOptions {
  /** A command line for the shell; `{port}` in it becomes the port, which is also in PORT. */
  readonly command: string;
  readonly cwd: string;
  /** Default: our own. */
  readonly env?: NodeJS.ProcessEnv;
  /** Absent: a free one. */
  readonly port?: number;
  /** A path, or an address with `{port}`: asked until it answers. */
  readonly readyUrl: string;
  readonly readyTimeoutMs: number;
  readonly tls?: Tls | undefined;
}

/** Why a server cannot be loaded. */
export interface ServerProblem {
  readonly kind: 'port-taken' | 'exited' | 'never-ready' | 'tls' | 'stopped' | 'no-repository' | 'no-revision' | 'shallow' | 'revision-broken';
  /** A sentence without a full stop. */
  readonly message: string;
  /** What to do, where the kind alone does not say it. */
  readonly help?: string;
  readonly exitCode?: number | null;
  readonly signal?: string | null;
  readonly lastOutput?: string;
}

/** A server that we started and that answers. */
export interface RunningServer {
  readonly pid: number;
  readonly port: number;
  /** `http://127.0.0.1:4321`: where it answers. */
  readonly origin: string;
  readonly startMs: number;
  /** Aborted when it ends by itself; the reason is a ServerProblem. */
  readonly died: AbortSignal;
  stop(): Promise<void>;
}

/** Starts a server on a port and waits until it answers. Whatever happens, no process of it is left when it is stopped. */
export async function startServer(options: ServerOptions, signal: AbortSignal): Promise<RunningServer | ServerProblem> {
  const port = options.port ?? (await freePort());
  if (await portIsTaken(port)) return { kind: 'port-taken', message: `port ${port} is taken by another process` };
  const begin = performance.now();
  const fill = (text: string): string => text.replaceAll('{port}', String(port));
  // A group of its own: its shell and all it starts can be ended together, and Ctrl-C reaches us first.
  const child = spawn(fill(options.command), {
    cwd: options.cwd, shell: true, detached: process.platform !== 'win32',
    env: { ...(options.env ?? process.env), PORT: String(port) }, stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lastOutput = keepLastOutput([child.stdout, child.stderr]);
  const died = new AbortController();
  const onOwnExit = (): void => killTree(child.pid!);
  process.once('exit', onOwnExit);
  child.once('error', (error) => died.abort({ kind: 'exited', message: `the server could not be started: ${error.message}` } satisfies ServerProblem));
  // `close`, not `exit`: the last words are read then. A child that keeps the pipes open is waited for a little.
  child.once('exit', (exitCode, by) => {
    const report = (): void => died.abort({ kind: 'exited', message: `the server ended by itself (${by ? `signal ${by}` : `exit code ${exitCode}`})`, exitCode, signal: by, lastOutput: lastOutput() } satisfies ServerProblem);
    child.once('close', report);
    setTimeout(report, 200).unref();
  });
  const stop = async (): Promise<void> => {
    if (child.pid !== undefined) await stopTree(child.pid);
    process.off('exit', onOwnExit);
    child.stdout.destroy();
    child.stderr.destroy();
  };

  const given = fill(options.readyUrl);
  const candidates = given.startsWith('/') ? [`http://127.0.0.1:${port}${given}`, `http://[::1]:${port}${given}`] : [given];
  const settled = new AbortController();
  const waits = AbortSignal.any([signal, died.signal, settled.signal]);
  const answers = candidates.map(async (url) => ({ url, ...(await awaitReply(url, { timeoutMs: options.readyTimeoutMs, signal: waits, tls: options.tls })) }));
  const ready = await Promise.any(answers.map(async (answer) => {
    const one = await answer;
    return one.ready ? one : Promise.reject(new Error(one.last));
  })).catch(() => undefined);
  settled.abort();
  if (ready && !died.signal.aborted && !signal.aborted) {
    return { pid: child.pid!, port, origin: new URL(ready.url).origin, startMs: performance.now() - begin, died: died.signal, stop };
  }
  const unanswered = (await answers[0]!) as NoReply;
  const death = died.signal.aborted ? (died.signal.reason as ServerProblem) : undefined;
  await stop();
  if (signal.aborted) return { kind: 'stopped', message: 'the run was stopped while the server started' };
  if (death) return death;
  return { ...neverReady(candidates[0]!, options.readyTimeoutMs, unanswered), lastOutput: lastOutput() };
}
