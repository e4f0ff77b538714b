import { FLAW_SENTENCES } from '../attack/attack-result';
import type { AttackResult, Flaw } from '../attack/attack-result';
import { describeLimit } from '../rate-limit/rate-limit-result';
import type { RateLimitResult } from '../rate-limit/rate-limit-result';
import type { LoadReport } from './report';

const SIGNS = { pass: '✓', fail: '✗', void: '?' };

/** The verdict of a run that looked at a rate limit, or attacked; undefined for loads. */
export function probeSentence({ verdict, rateLimit, attack }: Pick<LoadReport, 'verdict' | 'rateLimit' | 'attack'>): string | undefined {
  if (rateLimit) {
    if (verdict === 'void') return 'The run cannot tell: it is no pass.';
    return verdict === 'pass' ? `The rate is limited: ${describeLimit(rateLimit)}.` : 'The rate limit is not as it should be.';
  }
  if (!attack) return undefined;
  const judged = attack.operations.filter(({ unclear }) => unclear === undefined).length;
  const over = `${attack.sent} wrong requests to ${judged} operation${judged === 1 ? '' : 's'}`;
  if (attack.flaws.length > 0) return `${attack.flaws.length} flaw${attack.flaws.length === 1 ? '' : 's'}: ${over}.`;
  return verdict === 'pass' ? `No flaw: ${over}, ${attack.refused} refused, ${attack.survived} answered without harm.` : 'The run cannot tell: it is no pass.';
}

export const CHECK_HEAD = ['', 'what', 'seen'];

export function checkRows({ checks }: RateLimitResult): string[][] {
  return checks.map(({ outcome, name, what }) => [SIGNS[outcome], name, what]);
}

/** `20 requests per 60 s (it says 20 per 60 s by RateLimit-Policy; 20 were taken in a fresh window)`. */
export function limitSentence(result: RateLimitResult): string {
  const { declared, observed, request } = result;
  const says = declared ? `it says ${declared.limit ?? 'no limit'}${declared.windowSeconds === undefined ? '' : ` per ${declared.windowSeconds} s`} by ${declared.fields.join(', ')}` : 'it says nothing';
  const window = observed.windowSeconds === undefined ? '' : `, which lasted ${observed.windowSeconds.toFixed(1)} s`;
  return `${request}: ${describeLimit(result)} (${says}; ${observed.accepted} were taken in ${observed.fresh ? 'a fresh window' : 'a window that had begun'}${window}).`;
}

export const PATTERN_HEAD = ['pattern', 'sent', 'flaws', 'what is wrong with them'];

export function patternRows({ patterns }: AttackResult): string[][] {
  return patterns.map(({ id, sent, flaws, title }) => [id, String(sent), String(flaws), title]);
}

/** `createUser accepts what its document forbids: body without name was answered 201, and 3 more`. */
export function flawSentence({ operation, kind, what, answer, count }: Flaw): string {
  return `${operation} ${FLAW_SENTENCES[kind]}: ${what}: ${answer}${count > 1 ? `, and ${count - 1} more` : ''}`;
}

/** `POST /users` with the body, as much of it as is kept. */
export function requestLines({ method, target, headerNames, body }: Flaw['request']): string {
  return [`${method} ${target}`, ...(headerNames.length > 0 ? [`headers: ${headerNames.join(', ')}`] : []), ...(body === undefined || body === '' ? [] : [body])].join('\n');
}

export function unclearOperations({ operations }: AttackResult): string[] {
  return operations.flatMap(({ name, good, unclear }) => (unclear === undefined ? [] : [`${name}: ${unclear} (${good})`]));
}
