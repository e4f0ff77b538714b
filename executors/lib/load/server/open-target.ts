import { watchEventLoop } from '../measure/event-loop/watch-event-loop';
import { watchesLoop } from '../measure/event-loop/watches-loop';
import type { LoadSettings } from '../options/settings';
import { isLoopback } from '../plan/tls';
import { awaitReply } from './await-reply';
import { listeningProcesses } from './listening-processes';
import { neverReady } from './never-ready';
import type { UsageMeter } from './process-tree';
import { meterUsage } from './process-tree';
import type { ServerProblem } from './start-server';
import { startServer } from './start-server';

/** A server that answers, ours or somebody else's. */
export interface Target {
  readonly origin: string;
  readonly startMs?: number;
  /** The whole address of a request. */
  resolve(url: string): string;
  /** Of the server's processes, where they are on this machine and may be looked at. */
  readonly meter?: UsageMeter;
  readonly died: AbortSignal;
  close(): Promise<void>;
}

export interface TargetContext {
  readonly root: string;
  /** Of the server, where it is started. Default: our own. */
  readonly env?: NodeJS.ProcessEnv;
  /** False: its event loop is not watched, where it is started. */
  readonly eventLoop?: boolean;
  readonly signal: AbortSignal;
  readonly progress: (text: string) => void;
}

/** Starts the server, or waits until the one that is there answers. */
export async function openTarget(settings: LoadSettings, context: TargetContext): Promise<Target | ServerProblem> {
  return settings.server ? startTarget(settings, settings.server, context) : awaitTarget(settings, context);
}

async function startTarget(settings: LoadSettings, { command, port }: NonNullable<LoadSettings['server']>, { root, env = process.env, eventLoop = true, signal, progress }: TargetContext): Promise<Target | ServerProblem> {
  progress(`starting ${command}`);
  const options = { command, cwd: root, ...(port !== undefined && { port }), readyUrl: readyUrlOf(settings), readyTimeoutMs: settings.readyTimeoutMs, tls: settings.tls };
  let loop = eventLoop && watchesLoop(settings) ? await watchEventLoop() : undefined;
  let server = await startServer({ ...options, env: loop?.environment(env) ?? env }, signal);
  if ('kind' in server && loop?.isNamedIn(server.lastOutput)) {
    // Node ends where it cannot read what was put before the program: under its permission model, as another user, in a container with files of its own.
    loop.close();
    loop = undefined;
    progress('starting it again, as its event loop cannot be watched');
    server = await startServer({ ...options, env }, signal);
  }
  if ('kind' in server) {
    loop?.close();
    return server;
  }
  const { origin, startMs, died, stop, port: listens } = server;
  const meter = meterUsage([server.pid]);
  return {
    origin, startMs, died, ...(meter && { meter: { ...meter, ...(loop && { loop: loop.meter }) } }),
    resolve: (url) => (url.startsWith('/') ? origin + url : url.replaceAll('{port}', String(listens))),
    async close() {
      await stop();
      loop?.close();
    },
  };
}

/** A path is asked by http, unless the requests go to an https server of that port. */
function readyUrlOf({ readyUrl = '/', requests }: LoadSettings): string {
  const secure = readyUrl.startsWith('/') ? requests.flatMap(({ url }) => /^https:\/\/[^/?#]*\{port\}/i.exec(url)?.[0] ?? [])[0] : undefined;
  return secure === undefined ? readyUrl : secure + readyUrl;
}

async function awaitTarget({ readyUrl, readyTimeoutMs, requests, tls }: LoadSettings, { signal, progress }: TargetContext): Promise<Target | ServerProblem> {
  const first = new URL(requests[0]!.url);
  const url = readyUrl ?? first.href;
  progress(`waiting for ${new URL(url).origin}`);
  // Without a readyUrl, whatever is answered counts: it may be what the load is about.
  const answer = await awaitReply(url, { timeoutMs: readyTimeoutMs, signal, anyStatus: readyUrl === undefined, tls });
  if (!answer.ready) {
    if (signal.aborted) return { kind: 'stopped', message: 'the run was stopped while it waited for the server' };
    return neverReady(new URL(url).origin, readyTimeoutMs, answer);
  }
  const ports = [...new Set(requests.map((request) => new URL(request.url)).filter(({ hostname }) => isLoopback(hostname)).map(portOf))];
  const meter = meterUsage(ports.flatMap(listeningProcesses).filter((pid) => pid !== process.pid)); // a server in the generator's own process cannot be told from it
  return { origin: first.origin, died: new AbortController().signal, ...(meter && { meter }), resolve: (one) => one, close: async () => undefined };
}

function portOf({ port, protocol }: URL): number {
  return Number(port) || (protocol === 'https:' ? 443 : 80);
}
