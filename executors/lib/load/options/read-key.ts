import { createPrivateKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { TlsFiles } from '../plan/tls';
import type { Certificates } from './read-certificates';
import { readPem, reportPem } from './read-pem';
import type { Problems } from './problems';

export interface PrivateKey {
  /** Not encrypted: else each connection would decrypt it anew, which is slow on purpose. */
  readonly pem: string;
  readonly encrypted?: TlsFiles['encrypted'];
}

/** Reads a PEM file that holds a key. @param given.asked a passphrase was asked for, be there one or not */
export function readKey(file: string | undefined, folder: string, given: { readonly passphrase?: string; readonly asked: boolean; readonly cert?: Certificates }, problems: Problems): PrivateKey | undefined {
  const text = file === undefined ? undefined : readPem('tlsKey', file, folder, problems);
  if (file === undefined || text === undefined) return undefined;
  const fault = (what: string, help: string): undefined => void reportPem('tlsKey', file, what, help, problems);
  const [block] = /-----BEGIN ([A-Z0-9]+ )*PRIVATE KEY-----[^]*?-----END ([A-Z0-9]+ )*PRIVATE KEY-----/.exec(text) ?? [];
  if (block === undefined) return fault('holds no private key in PEM', 'It should have a line that ends in PRIVATE KEY-----');
  const encrypted = block.startsWith('-----BEGIN ENCRYPTED') ? 'PKCS#8' : /^Proc-Type: 4,ENCRYPTED/m.test(block) ? 'traditional' : undefined;
  if (encrypted && given.passphrase === undefined) {
    // That its variable is not set was told.
    return given.asked ? undefined : fault('is encrypted', 'Pass its passphrase too: --tlsPassphrase=env:NAME');
  }
  const key = decrypt(block, encrypted && given.passphrase);
  if (!key) return fault(encrypted ? 'cannot be decrypted' : 'holds a key that cannot be read', encrypted ? 'The passphrase is that of another key, or the cipher is one that OpenSSL 3 has no more' : 'Compare it with where it comes from');
  if (given.cert && !given.cert.first.checkPrivateKey(key)) return fault('is not the key of the certificate in --tlsCert', 'Pass the two that were made for each other; the client\'s own certificate comes first in its file');
  return { pem: String(key.export({ type: 'pkcs8', format: 'pem' })), ...(encrypted && { encrypted }) };
}

function decrypt(pem: string, passphrase: string | undefined): KeyObject | undefined {
  try {
    return createPrivateKey({ key: pem, ...(passphrase !== undefined && { passphrase }) });
  } catch {
    return undefined; // its message is about bytes
  }
}
