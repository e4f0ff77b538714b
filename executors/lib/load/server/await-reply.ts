import { get as getHttp } from 'node:http';
import { get as getHttps } from 'node:https';

/** How often a server is asked whether it is ready. */
const PAUSE = 50;

/**
 * Asks a URL until it answers with a status below 500, or with any.
 * @returns `ready`, or why not: the last answer when the time was over, or `stopped`
 */
export async function awaitReply(url: string, timeoutMs: number, signal: AbortSignal, anyStatus = false): Promise<{ ready: true } | { ready: false; last: string }> {
  const end = performance.now() + timeoutMs;
  for (let last = 'it was not asked'; ; ) {
    if (signal.aborted) return { ready: false, last: 'stopped' };
    const left = end - performance.now();
    if (left <= 0) return { ready: false, last };
    const status = await ask(url, Math.max(100, Math.min(left, 5000)), signal);
    if (typeof status === 'number' && (anyStatus || status < 500)) return { ready: true };
    last = typeof status === 'number' ? `it answered ${status}` : status;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, PAUSE);
      signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
    });
  }
}

function ask(url: string, timeoutMs: number, signal: AbortSignal): Promise<number | string> {
  return new Promise((resolve) => {
    const options = { agent: false, signal, timeout: timeoutMs, rejectUnauthorized: false };
    const request = (url.startsWith('https:') ? getHttps : getHttp)(url, options, (response) => {
      resolve(response.statusCode ?? 'it sent no status');
      response.destroy();
    });
    request.once('timeout', () => {
      resolve('it did not answer');
      request.destroy();
    });
    request.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
  });
}
