import { seededRandom } from '../compare/random';
import type { TestServer } from './servers';
import { httpServer } from './servers';

/**
 * An M/M/c queue that answers over HTTP: `servers` of them, exponential service times of `meanMs`. Times are
 * those of a simulated clock, so lateness of timers does not add up, and nothing is computed meanwhile:
 * its capacity is servers / meanMs whatever else the machine does.
 */
export function queueServer(servers: number, meanMs: number, seed = 1): Promise<TestServer> {
  const random = seededRandom(seed);
  const free = new Array<number>(servers).fill(0);
  return httpServer((_, response) => {
    const now = performance.now();
    const at = free.indexOf(Math.min(...free));
    free[at] = Math.max(now, free[at]!) - meanMs * Math.log(1 - random());
    setTimeout(() => response.end('ok'), free[at]! - now);
  });
}
