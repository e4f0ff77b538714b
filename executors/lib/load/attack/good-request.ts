import { randomUUID } from 'node:crypto';
import type { DrivePlan } from '../drive/drive-plan';
import { createVirtualUser } from '../drive/virtual-user';
import type { Prepared } from '../drive/virtual-user';
import type { ProbeReply } from '../probe/send';

/** A right request with its answer. */
export interface GoodRequest {
  readonly prepared: Prepared;
  readonly reply: ProbeReply;
}

/** Most requests that precede one: creates of what it is below. */
const MOST = 8;

/**
 * Sends the request of a plan's flow as a user would: with ids of what was made before it.
 * @param flow index of the flow
 */
export async function sendGood(plan: DrivePlan, flow: number, send: (prepared: Prepared) => Promise<ProbeReply>): Promise<GoodRequest> {
  const host = { secret: (name: string) => plan.secrets[name]?.value ?? '', base64: (text: string) => Buffer.from(text).toString('base64'), uuid: randomUUID, random: Math.random };
  const user = createVirtualUser({ ...plan, flows: [plan.flows[flow]!] }, host, 0, 1);
  const wanted = plan.flows[flow]!.steps[0];
  for (let sent = 0; ; sent++) {
    const prepared = user.next();
    const reply = await send(prepared);
    if (prepared.step === wanted || sent === MOST) return { prepared, reply };
    if ('failure' in reply) user.failed();
    else user.received(reply.status, (name) => reply.headers[name]?.toString(), () => reply.body.toString('utf8'));
  }
}
