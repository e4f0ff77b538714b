import type { Operation } from '../../../../generators/lib/model';
import type { LoadTestContext } from '../load-test';
import type { LoadSettings } from '../options/settings';
import type { LoadedDrive } from '../prepare/load-drive';
import { probeAgent } from '../probe/probe-agent';
import type { ProbeReply } from '../probe/send';
import { send } from '../probe/send';
import { describeServer, serverDiagnostic, unmeasured } from '../report/describe';
import type { LoadReport, ReportHead } from '../report/report';
import { openTarget } from '../server/open-target';
import type { ServerProblem } from '../server/start-server';
import { exampleValues, placeOf } from '../spec/build-step';
import type { Credentials } from '../spec/credentials';
import type { OperationFindings } from './attack-operation';
import { answerOf, attackOperation } from './attack-operation';
import type { AttackResult } from './attack-result';
import { FLAW_SENTENCES } from './attack-result';
import { sendGood } from './good-request';
import type { AttackPattern } from './pattern';
import type { AttackSubject } from './subject';
import { attackSubject } from './subject';

/** An answer that takes longer is none: attacks are small. */
const LONGEST = 5000;

/** Sends what is wrong by the document to every operation, and judges each answer; in place of a load. */
export async function runAttack(settings: LoadSettings, patterns: readonly AttackPattern[], { plan, spec, keys }: LoadedDrive, head: ReportHead, context: LoadTestContext): Promise<LoadReport> {
  const target = await openTarget(settings, context);
  if ('kind' in target) return { ...head, ...unmeasured(settings, target) };
  const agent = probeAgent(target.origin, settings.shape.concurrency);
  const signal = AbortSignal.any([context.signal, target.died]);
  const timeoutMs = Math.min(LONGEST, settings.shape.timeoutMs);
  const findings: OperationFindings[] = [];
  try {
    for (const [flow, { name, steps: [step] }] of plan.flows.entries()) {
      if (signal.aborted) break;
      context.progress(`attacking ${name}`);
      const operation = spec!.api.operations.find(({ pointer }) => pointer === plan.steps[step!]!.operation)!;
      const sendOne = (request: Parameters<typeof send>[0]): Promise<ProbeReply> => send(request, { timeoutMs, tls: settings.tls, agent });
      const sendPrepared = ({ method, target: path, headers, body }: { method: string; target: string; headers: Readonly<Record<string, string>>; body?: string }): Promise<ProbeReply> =>
        sendOne({ method, url: target.origin + path, headers, ...(body !== undefined && { body }) });
      const { prepared, reply } = await sendGood(plan, flow, sendPrepared);
      const unclear = unclearBecause(reply);
      if (unclear !== undefined) {
        findings.push({ operation: { name, good: answerOf(reply), unclear, sent: 0 }, flaws: [], byPattern: {}, refused: 0, survived: 0 });
        continue;
      }
      const { values } = exampleValues(operation, spec!, []);
      const optional = exampleValues(operation, spec!, operation.parameters.map(placeOf)).values!.parameters.filter(({ parameter }) => !values!.parameters.some((one) => one.parameter === parameter));
      const filled = { ...values!, parameters: values!.parameters.map((one) => ({ ...one, value: prepared.scope[placeOf(one.parameter)] ?? one.value })) };
      const subject = attackSubject(operation, spec!, filled, optional, prepared, credentialsOf(keys.of(operation), operation));
      findings.push(await attackOperation(subject, reply, patterns, {
        plan, origin: target.origin, connections: settings.shape.concurrency, signal, send: sendOne,
        again: async () => (await sendGood(plan, flow, sendPrepared)).reply,
      }));
    }
    const death = target.died.aborted ? (target.died.reason as ServerProblem) : undefined;
    const attack = resultOf(findings, patterns);
    const judged = attack.operations.some(({ unclear }) => unclear === undefined);
    const verdict = death || attack.flaws.length > 0 ? 'fail' : context.signal.aborted || !judged ? 'void' : 'pass';
    return {
      ...head, ok: verdict === 'pass', verdict, attack,
      reasons: [
        ...(death ? [death.message] : []),
        ...attack.flaws.map(({ operation, pattern, kind, what, answer, count }) => `${operation} ${FLAW_SENTENCES[kind]} (${pattern}): ${what}: ${answer}${count > 1 ? `, and ${count - 1} more` : ''}`),
        ...(judged ? [] : ['no operation could be judged: what is right is refused too']), ...(context.signal.aborted ? ['the run was interrupted'] : []),
      ],
      server: { ...describeServer(settings, death), origin: target.origin, ...(target.startMs !== undefined && { startMs: target.startMs }) },
      thresholds: [], diagnostics: death ? [serverDiagnostic(death)] : [],
    };
  } finally {
    agent.destroy();
    await target.close();
  }
}

/** Where what is right is refused for who sends it, every refusal would be for that. */
function unclearBecause(reply: ProbeReply): string | undefined {
  if ('failure' in reply) return 'a right request had no answer';
  if ([401, 403].includes(reply.status)) return 'a right request is refused for its credentials: pass --auth';
  return reply.status >= 500 && reply.status !== 501 ? 'a right request is answered with an error of the server' : undefined;
}

function credentialsOf({ headers, query, cookies }: Credentials, { security }: Operation): AttackSubject['credentials'] {
  const names = [...Object.keys(headers), ...(cookies.length > 0 ? ['cookie'] : [])];
  const pairs = query.map(([name]) => String(name).replace(/=$/, ''));
  return { headers: names, query: pairs, required: security.length > 0 && security.every((alternative) => alternative.length > 0) && names.length + pairs.length > 0 };
}

function resultOf(findings: readonly OperationFindings[], patterns: readonly AttackPattern[]): AttackResult {
  const sum = (of: (one: OperationFindings) => number): number => findings.reduce((total, one) => total + of(one), 0);
  return {
    sent: sum(({ operation }) => operation.sent), refused: sum(({ refused }) => refused), survived: sum(({ survived }) => survived),
    patterns: patterns.map(({ id, title }) => ({ id, title, sent: sum(({ byPattern }) => byPattern[id]?.sent ?? 0), flaws: sum(({ byPattern }) => byPattern[id]?.flaws ?? 0) })),
    operations: findings.map(({ operation }) => operation), flaws: findings.flatMap(({ flaws }) => flaws),
  };
}
