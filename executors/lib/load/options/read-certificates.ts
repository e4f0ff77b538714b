import { X509Certificate } from 'node:crypto';
import { readPem, reportPem } from './read-pem';
import type { Problems } from './problems';

/** One or many certificates of a file. */
export interface Certificates {
  readonly pem: string;
  readonly first: X509Certificate;
}

/** Reads a PEM file that holds certificates, and maybe other things, which are left out: a key beside them. */
export function readCertificates(option: 'tlsCa' | 'tlsCert', file: string | undefined, folder: string, problems: Problems): Certificates | undefined {
  const text = file === undefined ? undefined : readPem(option, file, folder, problems);
  if (file === undefined || text === undefined) return undefined;
  const blocks = text.match(/-----BEGIN (X509 |TRUSTED )?CERTIFICATE-----[^]*?-----END \1CERTIFICATE-----/g) ?? [];
  if (blocks.length === 0) {
    reportPem(option, file, 'holds no certificate in PEM', 'It should have a line -----BEGIN CERTIFICATE-----; of DER, make it by: openssl x509 -inform der -in ca.der -out ca.pem', problems);
    return undefined;
  }
  const parsed = blocks.map(parse);
  const broken = parsed.findIndex((one) => one === undefined);
  if (broken === -1) return { pem: blocks.join('\n'), first: parsed[0]! };
  reportPem(option, file, `holds a certificate that cannot be read${blocks.length === 1 ? '' : ` (number ${broken + 1} of ${blocks.length})`}`, 'Compare it with where it comes from', problems);
  return undefined;
}

function parse(pem: string): X509Certificate | undefined {
  try {
    return new X509Certificate(pem);
  } catch {
    return undefined;
  }
}
