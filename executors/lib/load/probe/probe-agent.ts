import type { Agent } from 'node:http';
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';

/** Keeps connections to a server for more requests. */
export function probeAgent(url: string, maxSockets: number): Agent {
  return new (url.startsWith('https:') ? HttpsAgent : HttpAgent)({ keepAlive: true, maxSockets });
}
