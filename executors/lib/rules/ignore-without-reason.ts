import type { SourcePosition } from '../../../generators/lib/diagnostics';
import type { Finding } from '../report/finding';

/** A comment that ignores a rule and does not say why; it ignores all the same. */
export function ignoreWithoutReason(rules: readonly string[], position: SourcePosition): Finding {
  return {
    rule: 'ignore-without-reason', severity: 'warning', message: `The comment ignores ${rules.join(', ') || 'nothing'} and gives no reason`,
    help: 'Write why after a colon: -- backend-ignore <rule>: <reason>', position,
  };
}
