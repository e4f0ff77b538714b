import { readFileSync } from 'node:fs';
import path from 'node:path';
import { bootServer, call, FRAMEWORKS, generateApp } from '../harness';
import { Random } from './random';
import { wrongRequest } from './requests';

/** `FUZZ_REQUESTS=50000` is the full run. */
const REQUESTS = Number(process.env['FUZZ_REQUESTS'] ?? 5_000);
const AT_ONCE = 8;
/** What the server may grow between the first fifth of the requests and the last: garbage collectors are lazy. */
const ALLOWED_GROWTH = 60 * 1024 * 1024;

describe.each(FRAMEWORKS)('%s under wrong requests', (framework) => {
  test(`answers ${REQUESTS} of them below 500, stays up and does not grow`, async () => {
    const app = await generateApp(path.join(__dirname, 'openapi.yaml'), framework, { stubs: 'example' });
    const server = await bootServer(app.src, framework, { nodeFlags: ['--max-semi-space-size=4'] });
    try {
      const wrong: string[] = [];
      const statuses = new Map<number, number>();
      const random = new Random(20260101);
      let early = 0;
      for (let sent = 0; sent < REQUESTS; sent += AT_ONCE) {
        if (early === 0 && sent >= REQUESTS / 5) early = residentBytes(server.pid);
        await Promise.all(Array.from({ length: AT_ONCE }, async () => {
          const request = wrongRequest(random);
          const status = await call(server.origin, request).then((reply) => reply.status, (error: Error) => error.message);
          if (typeof status === 'number') statuses.set(status, (statuses.get(status) ?? 0) + 1);
          if (isFailure(status) && wrong.length < 10) wrong.push(`${status}: ${request.method} ${request.path} ${JSON.stringify(request.headers ?? {})} ${String(request.body).slice(0, 200)}`);
        }));
      }
      expect(wrong).toEqual([]);
      expect(server.exitCode()).toBeNull();
      // The requests must reach every kind of answer, or they test nothing.
      expect([...statuses.keys()]).toEqual(expect.arrayContaining([200, 204, 400, 404, 405, 406, 413, 415]));
      expect(residentBytes(server.pid) - early).toBeLessThan(ALLOWED_GROWTH);
    } finally {
      await server.stop();
      app.remove();
    }
  }, 300_000 + REQUESTS * 40);
});

/** A 5xx, or no answer; a request that the server cuts off while it is still sent (413) may reset. */
function isFailure(status: number | string): boolean {
  return typeof status === 'number' ? status >= 500 : !/EPIPE|ECONNRESET|Invalid character in header/.test(status);
}

function residentBytes(pid: number): number {
  return Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * 4096;
}
