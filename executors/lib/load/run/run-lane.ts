import type { Options } from 'autocannon';
import type { Driver } from '../drive/driver';
import type { Lane, LoadShape } from '../plan/plan';
import type { AutocannonClient } from './autocannon-client';
import { checkClient } from './autocannon-client';
import type { MendedClient } from './mend-client';
import { mendClient } from './mend-client';
import { steadyPace } from './pace';
import type { Recorder } from './recorder';
import { laneSecurity } from './secure-client';

/** How often autocannon looks whether it is to stop, and we look for requests that are overdue. */
const TICK = 20;

/** A lane under way. */
export interface RunningLane {
  readonly done: Promise<void>;
  /** Ends it now; what is open counts as unfinished. */
  stop(): void;
}

/** Opens a lane's connections and sends on them until stopped, or until its amount is done. */
export async function startLane(lane: Lane, shape: LoadShape, recorder: Recorder, driver?: Driver): Promise<RunningLane> {
  const { default: autocannon } = await import('autocannon');
  const clients: MendedClient[] = [];
  const first = performance.now();
  const requests = lane.requests.map(({ method }, at) => ({ index: lane.indexes[at]!, head: method === 'HEAD' }));
  const security = laneSecurity(lane);
  const periodMs = lane.rate === undefined ? undefined : (1000 * lane.connections) / lane.rate;

  const options: Options = {
    url: lane.origin,
    requests: driver ? [{}] : lane.requests.map((request) => autocannonRequest(request)),
    connections: lane.connections,
    pipelining: shape.pipelining,
    duration: 2_000_000,
    sampleInt: TICK,
    ...(lane.amount !== undefined && { amount: lane.amount }),
    setupClient: (given) => {
      const client = given as unknown as AutocannonClient;
      checkClient(client);
      security?.apply(client);
      // The connections take turns, or each period would begin with a burst.
      const pace = periodMs === undefined ? undefined : steadyPace(first + (periodMs * clients.length) / lane.connections, periodMs);
      const mended = mendClient(client, { recorder, timeoutMs: shape.timeoutMs, requests, verified: security?.verified === true, ...(driver && { source: driver.source(new URL(lane.origin).host) }), ...(pace && { pace }) });
      client.once('done', () => mended.finish());
      clients.push(mended);
    },
  };
  const instance = autocannon(options);
  const overdue = setInterval(() => clients.forEach((client) => client.checkTimeout(performance.now())), TICK);
  return {
    done: Promise.resolve(instance).then(() => undefined).finally(() => clearInterval(overdue)),
    stop() {
      clients.forEach((client) => client.finish());
      (instance as unknown as { stop(): void }).stop();
    },
  };
}

function autocannonRequest({ url, method, headers, body }: Lane['requests'][number]): NonNullable<Options['requests']>[number] {
  const { pathname, search } = new URL(url);
  return {
    method: method as 'GET', path: `${pathname}${search}`,
    // Each is printed as `name: value`, so a repeated name stands in the value; neither holds a line break.
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, typeof value === 'string' ? value : value.join(`\r\n${name}: `)])),
    ...(body !== undefined && { body: typeof body === 'string' ? body : Buffer.from(body) }),
  };
}
