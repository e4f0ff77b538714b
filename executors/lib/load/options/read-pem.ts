import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Problems } from './problems';

export type PemOption = 'tlsCa' | 'tlsCert' | 'tlsKey';

/** Says of a file of certificates or keys what is wrong with it; never what is in it. */
export function reportPem(option: PemOption, file: string, fault: string, help: string, problems: Problems): void {
  problems.report('BACKEND_LOAD_TLS_FILE', `--${option}: the file ${JSON.stringify(file)} ${fault}`, help);
}

/** The text of a file of certificates or keys. */
export function readPem(option: PemOption, file: string, folder: string, problems: Problems): string | undefined {
  try {
    return readFileSync(path.resolve(folder, file), 'latin1');
  } catch (error) {
    reportPem(option, file, `cannot be read: ${(error as NodeJS.ErrnoException).code ?? 'unknown'}`, 'Give a path from the workspace\'s root', problems);
    return undefined;
  }
}
