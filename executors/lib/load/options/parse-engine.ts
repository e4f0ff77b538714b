import path from 'node:path';
import type { Tls } from '../plan/tls';
import type { LoadtestOptions } from './options';
import type { Problems } from './problems';
import type { EngineSettings } from './settings';

/** What other engines do not do, or do in their own way. */
const OWN = ['compare', 'compareCommand', 'updateBaseline', 'attack', 'expectRateLimit', 'warmup', 'pipelining', 'raw'] as const;

/** What `engine`, `exportOnly` and `summary` ask for. */
export function parseEngine({ engine: name, exportOnly = false, summary, ...options }: LoadtestOptions, folder: string, problems: Problems): EngineSettings | undefined {
  if (name === undefined) {
    if (exportOnly || summary !== undefined) problems.invalid(`--${exportOnly ? 'exportOnly' : 'summary'} is given without --engine`, 'Pass --engine=k6 or --engine=artillery too');
    return undefined;
  }
  if (name !== 'k6' && name !== 'artillery') problems.invalid(`--engine is ${JSON.stringify(name)}`, 'Engines are k6 and artillery; without the option it is autocannon');
  for (const other of OWN) if (options[other] !== undefined && options[other] !== false) problems.invalid(`--${other} is given with --engine=${name}, which does not do it`, 'Leave one of them out');
  if (exportOnly && summary !== undefined) problems.invalid('--exportOnly is given with a summary', 'Pass one of them');
  return { name, exportOnly, ...(summary !== undefined && { summary: path.resolve(folder, summary) }) };
}

/** What engines cannot do of TLS. */
export function checkEngineTls({ name }: EngineSettings, { servername, files }: Tls, problems: Problems): void {
  if (servername !== undefined) problems.invalid(`--tlsServername is given with --engine=${name}, which does not do it`, 'Give --url the name that the certificate has, and let the machine resolve it: /etc/hosts');
  if (name === 'k6' && files.encrypted === 'PKCS#8') {
    problems.invalid('--tlsKey is encrypted as PKCS#8, which k6 does not read', 'Pass a key that is not encrypted, or in the older form: openssl pkey -in client.key -traditional -aes256 -out client-k6.key');
  }
}
