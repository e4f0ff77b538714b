import { domainToASCII } from 'node:url';
import { isIP } from 'node:net';
import path from 'node:path';
import type { Tls } from '../plan/tls';
import type { LoadtestOptions } from './options';
import { readCertificates } from './read-certificates';
import { readKey } from './read-key';
import type { Problems } from './problems';

/**
 * What the options that begin with `tls` ask for.
 * @param folder what paths are relative to
 * @returns undefined where there are none
 */
export function parseTls(options: LoadtestOptions, folder: string, environment: NodeJS.ProcessEnv, problems: Problems): Tls | undefined {
  const { tlsCa, tlsCert, tlsKey, tlsPassphrase, tlsServername, tlsVerify } = options;
  if ([tlsCa, tlsCert, tlsKey, tlsPassphrase, tlsServername, tlsVerify].every((one) => one === undefined)) return undefined;
  if ((tlsCert === undefined) !== (tlsKey === undefined)) problems.invalid(`--${tlsCert === undefined ? 'tlsKey' : 'tlsCert'} is given without --${tlsCert === undefined ? 'tlsCert' : 'tlsKey'}`, 'Pass both: the certificate of the client, and its key');
  if (tlsVerify !== undefined && typeof tlsVerify !== 'boolean') problems.invalid(`--tlsVerify is ${JSON.stringify(tlsVerify)}`, 'Pass true or false; without it, servers that are not on this machine are verified');
  const at = (file: string | undefined): string | undefined => (file === undefined ? undefined : path.resolve(folder, file));
  const passphrase = parsePassphrase(options, environment, problems);
  const ca = readCertificates('tlsCa', tlsCa, folder, problems);
  const cert = readCertificates('tlsCert', tlsCert, folder, problems);
  const key = readKey(tlsKey, folder, { ...passphrase, asked: tlsPassphrase !== undefined, ...(cert && { cert }) }, problems);
  const servername = parseServername(tlsServername, problems);
  const files = { ca: at(tlsCa), cert: at(tlsCert), key: at(tlsKey), passphrase: key?.encrypted && passphrase?.env, encrypted: key?.encrypted };
  return {
    ...(ca && { ca: ca.pem }), ...(cert && { cert: cert.pem }), ...(key && { key: key.pem }), ...(servername !== undefined && { servername }),
    verify: tlsVerify === true || (tlsVerify === undefined && tlsCa !== undefined) ? 'always' : tlsVerify === false ? 'never' : 'beyond loopback',
    files: Object.fromEntries(Object.entries(files).filter(([, value]) => value !== undefined)),
  };
}

/** Messages never hold what was given: it may be the passphrase itself. */
function parsePassphrase({ tlsPassphrase, tlsKey }: LoadtestOptions, environment: NodeJS.ProcessEnv, problems: Problems): { readonly passphrase: string; readonly env: string } | undefined {
  if (tlsPassphrase === undefined) return undefined;
  if (tlsKey === undefined) problems.invalid('--tlsPassphrase is given without --tlsKey', 'Pass the key that it is for');
  const [, env] = /^env:([A-Za-z_]\w*)$/.exec(String(tlsPassphrase)) ?? [];
  if (env === undefined) {
    problems.invalid('--tlsPassphrase is no name of an environment variable', 'Put the passphrase into a variable, and pass its name: --tlsPassphrase=env:NAME');
    return undefined;
  }
  const passphrase = environment[env];
  if (passphrase !== undefined && passphrase !== '') return { passphrase, env };
  problems.report('BACKEND_LOAD_SECRET_MISSING', `the environment variable ${env} is not set`, 'Set it, or pass another: --tlsPassphrase=env:OTHER');
  return undefined;
}

function parseServername(given: string | undefined, problems: Problems): string | undefined {
  if (given === undefined) return undefined;
  const name = isIP(given) === 0 ? domainToASCII(given) : '';
  if (/^[a-z0-9_-]+(\.[a-z0-9_-]+)*$/i.test(name)) return name;
  problems.invalid(`--tlsServername is ${JSON.stringify(given)}`, 'Pass the name of a host; a server that is called by its address is verified by that');
  return undefined;
}
