import { get as getHttp } from 'node:http';
import { get as getHttps } from 'node:https';
import type { Tls } from '../plan/tls';
import { DEFAULT_TLS, tlsConnectOptions } from '../plan/tls';
import type { TlsFailure } from '../plan/tls-failure';
import { CLIENT_HELP, failureCode, tlsFailure } from '../plan/tls-failure';

/** How often a server is asked whether it is ready. */
const PAUSE = 50;
/** A certificate that is not trusted is not by waiting, unless a proxy is still getting its own. */
const PATIENCE = 5000;

/** Why a server is not ready. */
export interface NoReply {
  readonly ready: false;
  /** The last answer when the time was over, or `stopped`. */
  readonly last: string;
  /** Where that is a handshake that fails. */
  readonly tls?: TlsFailure;
  /** What else may help. */
  readonly help?: string;
}

export interface AwaitOptions {
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  /** Any status will do. Default: one below 500. */
  readonly anyStatus?: boolean;
  readonly tls?: Tls | undefined;
}

/** Asks a URL until it answers. */
export async function awaitReply(url: string, { timeoutMs, signal, anyStatus = false, tls = DEFAULT_TLS }: AwaitOptions): Promise<{ ready: true } | NoReply> {
  const begin = performance.now();
  let failingSince: number | undefined;
  for (let last: Omit<NoReply, 'ready'> = { last: 'it was not asked' }; ; ) {
    if (signal.aborted) return { ready: false, last: 'stopped' };
    const now = performance.now();
    const left = begin + timeoutMs - now;
    if (left <= 0 || (failingSince !== undefined && now - failingSince > PATIENCE)) return { ready: false, ...last };
    const answer = await ask(url, Math.max(100, Math.min(left, 5000)), signal, tls);
    if (typeof answer === 'number' && (anyStatus || answer < 500)) return { ready: true };
    last = typeof answer === 'number' ? { last: `it answered ${answer}` } : answer;
    failingSince = last.tls ? failingSince ?? now : undefined;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, PAUSE);
      signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
    });
  }
}

function ask(url: string, timeoutMs: number, signal: AbortSignal, tls: Tls): Promise<number | Omit<NoReply, 'ready'>> {
  return new Promise((resolve) => {
    const options = { agent: false, signal, timeout: timeoutMs, ...tlsConnectOptions(tls, new URL(url).hostname) };
    const request = (url.startsWith('https:') ? getHttps : getHttp)(url, options, (response) => {
      resolve(response.statusCode ?? { last: 'it sent no status' });
      response.destroy();
    });
    request.once('timeout', () => {
      resolve({ last: 'it did not answer' });
      request.destroy();
    });
    request.on('error', (error) => {
      const failure = tlsFailure(error);
      if (failure) return resolve({ last: `${failure.what} (${failure.code})`, tls: failure });
      const code = failureCode(error);
      // So Node's servers refuse a certificate that they do not trust; others do so while they start.
      resolve({ last: code, ...(code === 'ECONNRESET' && url.startsWith('https:') && { help: CLIENT_HELP }) });
    });
  });
}
