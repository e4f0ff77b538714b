import { isIP } from 'node:net';

/** How servers of `https:` are spoken to. Plain texts, which survive the way to a worker thread. */
export interface Tls {
  /** Certificates (PEM) of the authorities that are trusted; absent: those that Node trusts. */
  readonly ca?: string;
  /** The client's certificate and what leads to its authority, PEM. */
  readonly cert?: string;
  /** Its key, PEM, not encrypted. Like a password: in no report, no log, no script. */
  readonly key?: string;
  /** The name that is asked for and verified, in place of the URL's. */
  readonly servername?: string;
  /** Servers of development sign their certificates themselves, on this machine: nobody else can be there. */
  readonly verify: 'always' | 'never' | 'beyond loopback';
  /** Where they were read: other engines read them for themselves. */
  readonly files: TlsFiles;
}

/** Absolute paths. */
export interface TlsFiles {
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  /** The environment variable that the key's passphrase comes from. */
  readonly passphrase?: string;
  /** How the key is encrypted; `traditional`: with `Proc-Type: 4,ENCRYPTED`. */
  readonly encrypted?: 'PKCS#8' | 'traditional';
}

/** Where no option says otherwise. */
export const DEFAULT_TLS: Tls = { verify: 'beyond loopback', files: {} };

/** What `tls.connect` and `https.request` are told. */
export interface TlsConnectOptions {
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  /** Empty for an address, which then is verified itself: https would take the name of a `Host` header. */
  readonly servername: string;
  readonly rejectUnauthorized: boolean;
}

/** @param hostname of the URL: `::1` may be in brackets */
export function tlsConnectOptions({ ca, cert, key, servername, verify }: Tls, hostname: string): TlsConnectOptions {
  const host = hostname.replace(/^\[|\]$/g, '');
  return {
    ...(ca !== undefined && { ca }), ...(cert !== undefined && { cert }), ...(key !== undefined && { key }),
    servername: servername ?? (isIP(host) === 0 ? host : ''),
    rejectUnauthorized: verify === 'always' || (verify === 'beyond loopback' && !isLoopback(host)),
  };
}

/** Names and addresses of this machine, as a regular expression writes them. */
export const LOOPBACK = String.raw`localhost|127(?:\.\d+){3}|\[?::1\]?`;
const IS_LOOPBACK = new RegExp(`^(?:${LOOPBACK})$`, 'i');

/** A server on this machine, as far as its name tells. */
export function isLoopback(hostname: string): boolean {
  return IS_LOOPBACK.test(hostname);
}
