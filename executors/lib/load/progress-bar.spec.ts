import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PassThrough } from 'node:stream';
import type { LoadShape } from './plan/plan';
import { shareDone, withProgressBar } from './progress-bar';
import { runLoad } from './run/run';

const SHAPE: LoadShape = { concurrency: 4, pipelining: 1, timeoutMs: 5000, warmupMs: 0, workers: 0, durationMs: 1500 };

/** What a terminal is sent. */
function terminal(): { readonly stream: NodeJS.WriteStream; text(): string } {
  const stream = Object.assign(new PassThrough(), { isTTY: true, columns: 120 });
  let text = '';
  stream.on('data', (chunk) => (text += chunk));
  return { stream: stream as unknown as NodeJS.WriteStream, text: () => text };
}

/** The last that is written shows the cursor again and erases the line. */
function expectGone(text: string): void {
  const after = text.slice(text.lastIndexOf('failures'));
  expect([after.includes('\u001b[?25h'), after.endsWith('\u001b[2K')]).toEqual([true, true]);
}

describe('the progress bar', () => {
  // Each third request loses its connection.
  let asked = 0;
  const server = createServer((request, response) => (++asked % 3 === 0 ? request.destroy() : response.end('ok')));
  let url: string;
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  });
  afterAll(() => server.close());

  it.each([0, 1])('shows replies and failures while %i threads send, and is gone at the end', async (workers) => {
    const { stream, text } = terminal();
    const shape = { ...SHAPE, workers };
    const { replies } = await withProgressBar(stream, shape, (tally) => runLoad({ requests: [{ url, method: 'GET', headers: {} }], shape }, undefined, tally));
    expect(replies).toBeGreaterThan(10);
    expect(text()).toMatch(/loading \[.*\] \d+ % \| [\d.]+ s \| [1-9]\d* replies\/s \| [1-9]\d* failures/);
    expectGone(text());
  });

  it('is drawn nowhere without a terminal, and nothing is counted for it', async () => {
    await expect(withProgressBar(undefined, SHAPE, async (tally) => tally)).resolves.toBeUndefined();
  });

  it('is removed when the load fails', async () => {
    const { stream, text } = terminal();
    await expect(withProgressBar(stream, SHAPE, () => Promise.reject(new Error('no load')))).rejects.toThrow('no load');
    expectGone(text());
  });

  it.each([
    [{ durationMs: 1000 }, 250, 7, 0.25],
    [{ amount: 100 }, 250, 7, 0.07],
    [{ durationMs: 1000, amount: 10 }, 250, 7, 0.7],
    [{ durationMs: 1000 }, 1200, 7, 1],
  ])('knows how much of %j is done', (limits, elapsedMs, done, share) => {
    const { durationMs: _, ...rest } = SHAPE;
    expect(shareDone({ ...rest, ...limits }, elapsedMs, done)).toBeCloseTo(share);
  });
});
