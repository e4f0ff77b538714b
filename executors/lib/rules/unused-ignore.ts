import type { SourcePosition } from '../../../generators/lib/diagnostics';
import type { Finding } from '../report/finding';

/** A comment that ignores what is not there: it would hide the next real one. */
export function unusedIgnore(message: string, position: SourcePosition): Finding {
  return { rule: 'unused-ignore', severity: 'warning', message, help: 'Remove it, or correct the name of the rule.', position };
}
