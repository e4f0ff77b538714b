import { randomUUID } from 'node:crypto';
import type { LoadSettings } from '../options/settings';
import { createVirtualUser } from '../drive/virtual-user';
import type { Target } from '../server/open-target';
import type { ProbeRequest } from './send';

/** The request that is sent again and again: the first that was asked for; of a document the first that needs no other before it, reads before writes. */
export function firstRequest({ requests, drive }: LoadSettings, target: Target): ProbeRequest {
  if (!drive) {
    const [first] = requests;
    return { ...first!, url: target.resolve(first!.url) };
  }
  const simple = drive.flows.filter(({ steps: [step] }) => drive.steps[step!]!.needs.length === 0);
  const chosen = simple.find(({ steps: [step] }) => drive.steps[step!]!.method === 'GET') ?? simple[0] ?? drive.flows[0]!;
  const host = { secret: (name: string) => drive.secrets[name]?.value ?? '', base64: (text: string) => Buffer.from(text).toString('base64'), uuid: randomUUID, random: Math.random };
  const { method, target: path, headers, body } = createVirtualUser({ ...drive, flows: [chosen] }, host, 0, 1).next();
  return { method, url: target.origin + path, headers, ...(body !== undefined && { body }) };
}
