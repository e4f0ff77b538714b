import type { NoReply } from './await-reply';
import type { ServerProblem } from './start-server';

/** @param url what was asked */
export function neverReady(url: string, timeoutMs: number, { last, tls, help }: NoReply): ServerProblem {
  if (tls) return { kind: 'tls', message: `the TLS handshake with ${new URL(url).origin} fails: ${last}`, help: tls.help };
  return { kind: 'never-ready', message: `the server did not answer ${url} within ${timeoutMs / 1000} s: ${last}`, ...(help !== undefined && { help }) };
}
