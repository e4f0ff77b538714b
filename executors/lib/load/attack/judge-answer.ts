import type { ProbeReply } from '../probe/send';
import type { FlawKind } from './attack-result';
import type { Attack } from './pattern';

/** What no answer may hold, whatever was asked. */
const ALWAYS: NonNullable<Attack['signs']> = [
  { pattern: /\n?\s+at [^\n]*\(?(?:file:\/\/)?[/\w.:\\-]+:\d+:\d+\)?/, means: 'a stack trace' },
  { pattern: /[/\\]node_modules[/\\]/, means: 'paths of its files' },
];

export interface Judgement {
  readonly kind: FlawKind;
  readonly answer: string;
}

/** What is wrong with the answer to an attack; nothing where it is as it should be. */
export function judgeAnswer(attack: Pick<Attack, 'wanted' | 'signs' | 'refusals'>, reply: ProbeReply): Judgement | undefined {
  if ('failure' in reply) {
    if (reply.failure === 'timeout') return { kind: 'hangs', answer: `no answer in ${(reply.ms / 1000).toFixed(1)} s` };
    return { kind: 'drops', answer: reply.code };
  }
  const { status } = reply;
  const answer = `${status}`;
  const text = reply.body.toString('utf8', 0, 64 * 1024);
  const given = signOf(attack.signs ?? [], reply, text) ?? ALWAYS.find(({ pattern }) => pattern.test(text))?.means;
  // 501: nobody wrote the handler yet, which the request should not have reached.
  if (status >= 500 && status !== 501) return { kind: 'crashed', answer: given === undefined ? answer : `${answer} with ${given}` };
  if (given !== undefined) return { kind: 'leaks', answer: `${answer} with ${given}` };
  if (attack.wanted === 'survived') return undefined;
  if (status < 400 || status === 501) return { kind: 'accepted', answer };
  return attack.refusals && !attack.refusals.includes(status) ? { kind: 'wrong refusal', answer } : undefined;
}

function signOf(signs: NonNullable<Attack['signs']>, { headers }: Extract<ProbeReply, { status: number }>, text: string): string | undefined {
  const fields = Object.entries(headers).map(([name, value]) => `${name}: ${String(value)}`).join('\n');
  const isHtml = /html/i.test(headers['content-type'] ?? '');
  return signs.find(({ pattern, in: where = 'body' }) => (where === 'headers' ? pattern.test(fields) : where === 'html' ? isHtml && pattern.test(text) : pattern.test(text)))?.means;
}
