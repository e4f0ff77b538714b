import type { LoadSettings } from '../options/settings';
import { awaitReply } from './await-reply';
import { listeningProcesses } from './listening-processes';
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
  readonly signal: AbortSignal;
  readonly progress: (text: string) => void;
}

/** Starts the server, or waits until the one that is there answers. */
export async function openTarget(settings: LoadSettings, context: TargetContext): Promise<Target | ServerProblem> {
  return settings.server ? startTarget(settings, settings.server, context) : awaitTarget(settings, context);
}

async function startTarget(settings: LoadSettings, { command, port }: NonNullable<LoadSettings['server']>, { root, env, signal, progress }: TargetContext): Promise<Target | ServerProblem> {
  progress(`starting ${command}`);
  const server = await startServer({ command, cwd: root, ...(env && { env }), ...(port !== undefined && { port }), readyUrl: settings.readyUrl ?? '/', readyTimeoutMs: settings.readyTimeoutMs }, signal);
  if ('kind' in server) return server;
  const meter = meterUsage([server.pid]);
  return {
    origin: server.origin, startMs: server.startMs, died: server.died, ...(meter && { meter }),
    resolve: (url) => (url.startsWith('/') ? server.origin + url : url.replaceAll('{port}', String(server.port))),
    close: () => server.stop(),
  };
}

async function awaitTarget({ readyUrl, readyTimeoutMs, requests }: LoadSettings, { signal, progress }: TargetContext): Promise<Target | ServerProblem> {
  const first = new URL(requests[0]!.url);
  const url = readyUrl ?? first.href;
  progress(`waiting for ${new URL(url).origin}`);
  // Without a readyUrl, whatever is answered counts: it may be what the load is about.
  const answer = await awaitReply(url, readyTimeoutMs, signal, readyUrl === undefined);
  if (!answer.ready) {
    if (signal.aborted) return { kind: 'stopped', message: 'the run was stopped while it waited for the server' };
    return { kind: 'never-ready', message: `the server did not answer ${new URL(url).origin} within ${readyTimeoutMs / 1000} s: ${answer.last}` };
  }
  const ports = [...new Set(requests.map((request) => new URL(request.url)).filter(({ hostname }) => LOOPBACK.test(hostname)).map(portOf))];
  const meter = meterUsage(ports.flatMap(listeningProcesses).filter((pid) => pid !== process.pid)); // a server in the generator's own process cannot be told from it
  return { origin: first.origin, died: new AbortController().signal, ...(meter && { meter }), resolve: (one) => one, close: async () => undefined };
}

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

function portOf({ port, protocol }: URL): number {
  return Number(port) || (protocol === 'https:' ? 443 : 80);
}
