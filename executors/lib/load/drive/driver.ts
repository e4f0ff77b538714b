import { randomUUID } from 'node:crypto';
import type { ReplyContract } from './contract';
import { createReplyChecker } from './check-replies';
import type { DrivePlan } from './drive-plan';
import type { ReplyChecks } from './reply-checks';
import type { RequestSource } from './request-source';
import { toBytes } from './to-bytes';
import type { Host } from './virtual-user';
import { createVirtualUser } from './virtual-user';

/** Drives the connections of one thread. */
export interface Driver {
  /** A user for one connection. @param host of the server: `127.0.0.1:3000` */
  source(host: string): RequestSource;
  result(): ReplyChecks;
}

/**
 * @param first number of the thread's first user; @param users in all threads
 */
export function createDriver(plan: DrivePlan, contract: ReplyContract | undefined, first: number, users: number): Driver {
  const checker = createReplyChecker(plan, contract);
  const host = nodeHost(plan);
  let made = 0;
  return {
    source(server) {
      const user = createVirtualUser(plan, host, first + made++, users);
      let sent = { step: 0, method: 'GET' };
      return {
        next() {
          const prepared = user.next();
          sent = prepared;
          return { index: prepared.step, head: prepared.method === 'HEAD', bytes: toBytes(prepared, server), thinkMs: prepared.thinkMs };
        },
        received(status, rawHeaders, body) {
          const header = (name: string): string | undefined => headerOf(rawHeaders, name);
          checker.check(sent.step, sent.method, { status, header, body });
          user.received(status, header, () => body.toString('utf8'));
        },
        failed: () => user.failed(),
      };
    },
    result: () => checker.result(),
  };
}

function nodeHost({ secrets }: DrivePlan): Host {
  return { secret: (name) => secrets[name]?.value ?? '', base64: (text) => Buffer.from(text).toString('base64'), uuid: randomUUID, random: Math.random };
}

function headerOf(raw: readonly string[], name: string): string | undefined {
  const values: string[] = [];
  for (let at = 0; at + 1 < raw.length; at += 2) if (raw[at]!.toLowerCase() === name) values.push(raw[at + 1]!);
  return values.length === 0 ? undefined : values.join(', ');
}
