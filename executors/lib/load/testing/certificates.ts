import { readFileSync } from 'node:fs';
import path from 'node:path';

/** Where the certificates of tests are; its README.md tells what each is. */
export const CERTIFICATES = path.join(__dirname, 'tls');

export type CertificateFile = `${'server' | 'client' | 'stranger'}.${'pem' | 'key'}` | 'ca.pem';

export function pemFile(name: CertificateFile): string {
  return path.join(CERTIFICATES, name);
}

export function pem(name: CertificateFile): string {
  return readFileSync(pemFile(name), 'utf8');
}
