import type { TLSSocket } from 'node:tls';
import type { RequestSource } from '../drive/request-source';
import { failureCode, isRefusal } from '../plan/tls-failure';
import type { AutocannonClient } from './autocannon-client';
import { feedClient } from './feed-client';
import { mendParser } from './mend-parser';
import type { Pace } from './pace';
import type { Recorder } from './recorder';
import type { FailureKind } from './recording';
import { refuseUntrusted } from './secure-client';

export interface ClientOptions {
  readonly recorder: Recorder;
  readonly timeoutMs: number;
  /** The requests that the client repeats one after the other. */
  readonly requests: readonly { readonly index: number; readonly head: boolean }[];
  /** Servers whose certificate is not trusted are sent nothing. */
  readonly verified?: boolean;
  /** What is sent in their place, one at a time. */
  readonly source?: RequestSource;
  /** Open loop; absent: the next request is due when the last has its reply. */
  readonly pace?: Pace;
}

/** A client under our eyes. */
export interface MendedClient {
  /** Fails what waits longer than the timeout. */
  checkTimeout(now: number): void;
  /** Reports what is still open, and stops recording. */
  finish(): void;
}

interface Sent {
  readonly index: number;
  readonly head: boolean;
  readonly due: number;
  readonly at: number;
}

/** Never: autocannon's timeout also strikes connections that have nothing to wait for. */
const NEVER = 2 ** 31 - 1;
const LONGEST_PAUSE = 500;

/**
 * Makes a client of autocannon measure right where it does not by itself: requests on a connection
 * that ends are failures and leave the queue (else each later reply counts for the request before);
 * a reply that is no HTTP is a failure, not silence; a reply that ends with its connection counts;
 * `Connection: close` is honoured; a server that refuses is asked again after a pause; the last
 * pipelined replies of an `amount` are awaited; open loop keeps a schedule, and a request that its
 * busy connection sent late is measured from when it was due.
 */
export function mendClient(client: AutocannonClient, { recorder, timeoutMs, requests, verified = false, source, pace }: ClientOptions): MendedClient {
  const connect = client._connect;
  const doRequest = client._doRequest;
  let inFlight: Sent[] = [];
  let finished = false;
  let connected = false;
  let closing = false;
  let cause: { kind: FailureKind; code: string } | undefined;
  let pause = 0;
  let ready = 0;
  let readySince = 0;
  let timer: NodeJS.Timeout | undefined;

  const fed = source && feedClient(client, source);
  client.timeout = NEVER;

  const lose = (): void => {
    const { kind, code } = cause ?? (connected ? { kind: 'reset' as const, code: 'closed before its reply' } : { kind: 'connect' as const, code: 'not connected' });
    if (!finished) for (const { index } of inFlight) recorder.failure(index, kind, code);
    if (inFlight.length > 0) fed?.failed();
    inFlight = [];
    cause = undefined;
  };

  const send = (due: number): void => {
    const made = client.reqsMade;
    // At its amount, the client would end and drop what it has under way.
    if (client.responseMax && made >= client.responseMax && inFlight.length > 0) return;
    const prepared = fed?.prepare();
    doRequest.call(client);
    if (client.reqsMade > made) inFlight.push({ ...(prepared ?? requests[client.requestIterator.currentRequestIndex]!), due, at: performance.now() });
  };

  const pump = (): void => {
    timer = undefined;
    while (ready > 0 && pace && !client.destroyed) {
      const now = performance.now();
      const due = pace.next();
      if (due > now) {
        timer = setTimeout(pump, due - now);
        return;
      }
      pace.take();
      ready--;
      // An idle connection was ready in time: that the timer is late is not the server's doing.
      send(readySince > due ? due : now);
    }
  };

  client._doRequest = () => {
    if (finished || closing) return;
    if (!pace) {
      const thinkMs = fed?.thinkMs() ?? 0;
      if (thinkMs === 0) return send(performance.now());
      timer = setTimeout(() => send(performance.now()), thinkMs);
      return;
    }
    if (ready++ === 0) readySince = performance.now();
    if (timer === undefined) pump();
  };

  const open = (): void => {
    if (client.destroyed || finished) return;
    closing = connected = false;
    ready = 0;
    connect.call(client);
    const { conn } = client;
    const secure = 'encrypted' in conn;
    conn.once(secure ? 'secureConnect' : 'connect', () => {
      if (secure && verified && refuseUntrusted(conn as TLSSocket)) return;
      connected = true;
      pause = 0;
    });
    // Before autocannon's own listener, which connects again.
    conn.prependListener('end', () => {
      closing = true;
      if (secure && !connected) cause ??= { kind: 'connect', code: 'closed during the TLS handshake' };
      client.parser.finish();
    });
    conn.prependListener('error', (error: NodeJS.ErrnoException) => {
      const code = failureCode(error);
      cause = { kind: connected && !isRefusal(code) ? 'reset' : 'connect', code };
    });
  };

  let mended = false;
  client._connect = () => {
    // The constructor sets the parser's callbacks after it has shown us the client, and connects last.
    if (!mended) mendParser(client, { isHead: () => inFlight[0]?.head === true, onBroken: broken, afterChunk });
    mended = true;
    const old = client.conn as typeof client.conn | undefined;
    if (old) {
      for (const event of ['end', 'error', 'data']) old.removeAllListeners(event);
      old.on('error', () => undefined);
      old.destroy();
      if (!connected || inFlight.length > 0) pause = Math.min(LONGEST_PAUSE, pause * 2 || 10);
    }
    lose();
    clearTimeout(timer);
    timer = undefined;
    client.pipelinedRequests.clear();
    client.parser.initialize('RESPONSE');
    if (pause === 0) open();
    else setTimeout(open, pause);
  };

  const broken = (): void => {
    cause = { kind: 'protocol', code: 'not an HTTP reply' };
    client._connect();
  };
  const afterChunk = (): void => {
    if (closing && inFlight.length === 0 && !client.destroyed) client._connect();
  };

  client.on('headers', (head: { shouldKeepAlive?: boolean }) => {
    if (head.shouldKeepAlive === false) closing = true;
  });
  client.on('response', (status: number, bytes: number) => {
    const sent = inFlight.shift();
    if (sent && !finished) recorder.reply(sent.index, status, bytes, sent.due, sent.at);
    // After the clock was read: looking at a reply is not the server's time.
    if (sent && !finished) fed?.received();
  });

  return {
    checkTimeout(now) {
      if (client.destroyed || !inFlight[0] || now - inFlight[0].at < timeoutMs) return;
      cause = { kind: 'timeout', code: 'no whole reply in time' };
      client._connect();
    },
    finish() {
      if (finished) return;
      finished = true;
      clearTimeout(timer);
      for (const { due } of inFlight) recorder.unfinished(due, true);
      const done = client.responseMax !== undefined && client.responseMax > 0 && client.reqsMade >= client.responseMax;
      for (const now = performance.now(); !done && pace && pace.next() <= now; pace.take()) recorder.unfinished(pace.next(), false);
    },
  };
}
