import { shorten, redact } from '../drive/shorten';
import type { DrivePlan } from '../drive/drive-plan';
import type { ProbeReply, ProbeRequest } from '../probe/send';
import type { AttackedOperation, Flaw, FlawKind } from './attack-result';
import type { Judgement } from './judge-answer';
import { judgeAnswer } from './judge-answer';
import type { Attack, AttackPattern } from './pattern';
import { POLLUTION } from './patterns/prototype-pollution';
import type { AttackRequest, AttackSubject } from './subject';

export interface Attacking {
  readonly plan: DrivePlan;
  readonly origin: string;
  readonly connections: number;
  readonly signal: AbortSignal;
  send(request: ProbeRequest): Promise<ProbeReply>;
  /** Sends a right request anew, with fresh ids. */
  again(): Promise<ProbeReply>;
}

/** What attacking one operation found. */
export interface OperationFindings {
  readonly operation: AttackedOperation;
  readonly flaws: readonly Flaw[];
  readonly byPattern: Readonly<Record<string, { readonly sent: number; readonly flaws: number }>>;
  readonly refused: number;
  readonly survived: number;
}

/** Sends all that is wrong with one operation, and after each pattern what is right. */
export async function attackOperation(subject: AttackSubject, good: ProbeReply, patterns: readonly AttackPattern[], attacking: Attacking): Promise<OperationFindings> {
  const name = subject.spec.nameOf(subject.operation);
  const flaws = new Map<string, Flaw>();
  const byPattern: Record<string, { sent: number; flaws: number }> = {};
  let [sent, refused, survived] = [0, 0, 0];
  const note = (pattern: string, attack: Pick<Attack, 'what' | 'request'>, { kind, answer }: Judgement, reply: ProbeReply): void => {
    byPattern[pattern]!.flaws++;
    const key = `${pattern} ${kind} ${kind === 'leaks' ? answer : ''}`;
    const known = flaws.get(key);
    flaws.set(key, known ? { ...known, count: known.count + 1 } : flaw(pattern, name, kind, attack, answer, reply, attacking.plan));
  };
  for (const pattern of patterns) {
    const attacks = [...pattern.attacks(subject)];
    byPattern[pattern.id] = { sent: attacks.length, flaws: 0 };
    await inParallel(attacks, attacking, async (attack) => {
      const reply = await attacking.send(probe(attack.request, attacking.origin));
      sent++;
      const judged = judgeAnswer(attack, reply);
      if (judged) note(pattern.id, attack, judged, reply);
      else if ('status' in reply && reply.status >= 400 && reply.status < 500) refused++;
      else survived++;
    });
    if (attacks.length === 0 || attacking.signal.aborted) continue;
    const after = await attacking.again();
    const harm = harmOf(good, after);
    if (harm !== undefined) note(pattern.id, { what: `the right request after ${attacks.length} of this pattern`, request: subject.good }, { kind: 'harmed', answer: harm }, after);
  }
  return { operation: { name, good: answerOf(good), sent }, flaws: [...flaws.values()], byPattern, refused, survived };
}

async function inParallel(attacks: readonly Attack[], { connections, signal }: Attacking, act: (attack: Attack) => Promise<void>): Promise<void> {
  const queue = [...attacks];
  await Promise.all(Array.from({ length: Math.min(connections, queue.length) }, async () => {
    for (let attack = queue.shift(); attack && !signal.aborted; attack = queue.shift()) await act(attack);
  }));
}

function probe({ target, ...request }: AttackRequest, origin: string): ProbeRequest {
  return { ...request, url: origin + target };
}

export function answerOf(reply: ProbeReply): string {
  return 'status' in reply ? String(reply.status) : `${reply.failure} (${reply.code})`;
}

/** A right request that is answered worse than before, or with what an attack put into every object. */
function harmOf(before: ProbeReply, after: ProbeReply): string | undefined {
  if ('status' in after && after.body.includes(POLLUTION)) return `${after.status} with what was put into the prototype`;
  const good = (reply: ProbeReply): boolean => 'status' in reply && reply.status < 500;
  return good(before) && !good(after) ? `${answerOf(after)}, where it was ${answerOf(before)}` : undefined;
}

const MOST_SHOWN = 300;

function flaw(pattern: string, operation: string, kind: FlawKind, { what, request }: Pick<Attack, 'what' | 'request'>, answer: string, reply: ProbeReply, { secrets }: DrivePlan): Flaw {
  const target = redact(request.target, secrets);
  return {
    pattern, operation, kind, what, answer, count: 1,
    request: {
      method: request.method, target: target.length > MOST_SHOWN ? `${target.slice(0, MOST_SHOWN)}… (${target.length} characters)` : target, headerNames: Object.keys(request.headers),
      ...(request.body !== undefined && { body: shorten(Buffer.from(request.body), secrets) }),
    },
    reply: 'status' in reply ? shorten(reply.body, secrets) : '',
  };
}
