import type { SqlSyntaxError } from '../postgres/split-statements';
import type { Finding } from '../report/finding';

/** A script that PostgreSQL's grammar refuses, of which nothing else can be said. */
export function syntaxError(file: string, { message, line, column }: SqlSyntaxError): Finding {
  return {
    rule: 'syntax-error', severity: 'error', message: `PostgreSQL's grammar refuses the script: ${message}`,
    help: 'Correct the statement; nothing else in the script is checked before that.', position: { file, line, column },
  };
}
