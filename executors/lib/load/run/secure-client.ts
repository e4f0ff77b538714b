import { createSecureContext } from 'node:tls';
import type { TLSSocket } from 'node:tls';
import { DEFAULT_TLS, tlsConnectOptions } from '../plan/tls';
import type { Lane } from '../plan/plan';
import type { AutocannonClient } from './autocannon-client';

/** What the connections of a lane have in common: certificates are read once, not for each. */
export interface LaneSecurity {
  readonly verified: boolean;
  apply(client: AutocannonClient): void;
}

/** @returns undefined for a lane to `http:` */
export function laneSecurity({ origin, tls = DEFAULT_TLS }: Lane): LaneSecurity | undefined {
  const { protocol, hostname } = new URL(origin);
  if (protocol !== 'https:') return undefined;
  const { servername, rejectUnauthorized, ...material } = tlsConnectOptions(tls, hostname);
  const secureContext = createSecureContext(material);
  return {
    verified: rejectUnauthorized,
    apply({ opts }) {
      opts.tlsOptions = { secureContext };
      if (servername !== '') opts.servername = servername;
    },
  };
}

/**
 * Ends a connection to a server whose certificate is not trusted; true where it did. autocannon takes every
 * certificate, but has Node look at it. To be asked on `secureConnect`: there Node itself would end the
 * connection, before what waits to be sent is.
 */
export function refuseUntrusted(conn: TLSSocket): boolean {
  if (conn.authorized) return false;
  // A text, though its type says an error.
  const code = String(conn.authorizationError);
  conn.destroy(Object.assign(new Error(`the certificate of the server is not trusted: ${code}`), { code }));
  return true;
}
