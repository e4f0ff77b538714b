import path from 'node:path';
import { Code, code, Name } from '../../../../generators/lib/code';
import { LOOPBACK } from '../plan/tls';
import type { Tls } from '../plan/tls';

/** What a script says of TLS. It reads certificates and keys when it runs: from a variable, or the file; neither is in it. */
export interface ScriptTls {
  readonly verify: Tls['verify'];
  readonly ca?: ScriptFile;
  readonly cert?: ScriptFile;
  readonly key?: ScriptFile;
  /** The variable that holds the key's passphrase. */
  readonly passphrase?: string;
}

export interface ScriptFile {
  /** The variable that holds what is in the file, where the file is not. */
  readonly env: string;
  /** Relative to the script's folder. */
  readonly path: string;
}

/** @param folder of the script, absolute */
export function scriptTls({ verify, files }: Tls, folder: string): ScriptTls {
  const file = (absolute: string, env: string): ScriptFile => ({ env, path: path.relative(folder, absolute).replaceAll('\\', '/') });
  return {
    verify,
    ...(files.ca !== undefined && { ca: file(files.ca, 'BACKEND_TLS_CA') }),
    ...(files.cert !== undefined && { cert: file(files.cert, 'BACKEND_TLS_CERT') }),
    ...(files.key !== undefined && { key: file(files.key, 'BACKEND_TLS_KEY') }),
    ...(files.passphrase !== undefined && { passphrase: files.passphrase }),
  };
}

/** Variables with the client's certificate and its secrets. */
export function secretVariables({ cert, key, passphrase }: ScriptTls): string[] {
  return [...(cert ? [cert.env] : []), ...(key ? [key.env] : []), ...(passphrase !== undefined ? [passphrase] : [])];
}

/** An expression for whether the server's certificate is verified. It is asked when the script runs: the server may be another then. @param url an expression for its address */
export function verifiesCode({ verify }: ScriptTls, url: string): Code {
  return verify === 'beyond loopback' ? code`!${new Code(`/^https:\\/\\/(?:${LOOPBACK})(?=[:\\/?#]|$)/i`)}.test(${new Code(url)})` : new Code(String(verify === 'always'));
}

/** A line that ends the script where a variable is not set. @param environment an expression for what holds them */
export function requireVariable(environment: '__ENV' | 'process.env', variable: string | undefined): Code {
  return variable === undefined ? new Code('') : code`if (${new Code(environment)}.${new Name(variable)} === undefined) throw new Error(${`set ${variable}`});`;
}
