import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { runLoadTest } from '../load-test';
import type { TestServer } from '../testing/servers';
import { httpServer, rawServer } from '../testing/servers';
import type { LoadReport } from './report';
import { loadHtml } from './to-html';
import { loadMarkdown } from './to-markdown';

jest.setTimeout(60_000);

/** Without a browser the test is skipped with the reason, and fails on CI. */
const BROWSER = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const inBrowser = existsSync(BROWSER) || process.env['CI'] ? it : it.skip;
if (!existsSync(BROWSER)) console.warn(`skipped: no Chromium at ${BROWSER} (set CHROMIUM)`);

const run = (options: Parameters<typeof runLoadTest>[0]): Promise<LoadReport> =>
  runLoadTest({ duration: '1s', concurrency: 4, ...options }, { project: 'api', root: tmpdir(), signal: new AbortController().signal, progress: () => undefined });

describe('loadHtml', () => {
  let server: TestServer;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'backend-load-html-'));
    let count = 0;
    server = await httpServer((_, response) => void setTimeout(() => response.writeHead(count++ % 50 === 0 ? 500 : 200).end('x'), count % 20));
  });
  afterAll(async () => {
    await server.close();
    rmSync(folder, { recursive: true });
  });

  inBrowser('shows what report.json says, without scripts, errors or overflow on a phone', async () => {
    const reports = [await run({ url: server.url, thresholds: ['p95<10s', 'p50<1us'] }), await run({ url: server.url, compare: server.url, budget: '15s', duration: undefined, expectStatus: '2xx,5xx' })];
    const browser = await chromium.launch({ executablePath: BROWSER, args: ['--no-sandbox'] });
    try {
      for (const [index, report] of reports.entries()) {
        const file = path.join(folder, `${index}.html`);
        writeFileSync(file, loadHtml(report));
        for (const [colorScheme, width] of [['light', 1200], ['dark', 390]] as const) {
          const page = await browser.newPage({ colorScheme, viewport: { width, height: 900 } });
          const errors: string[] = [];
          page.on('console', (message) => errors.push(message.text())).on('pageerror', (error) => errors.push(error.message));
          await page.goto(pathToFileURL(file).href);
          expect(errors).toEqual([]);
          const text = await page.locator('main').innerText();
          expect(text).toContain(`${report.measurement!.replies} in `);
          expect(text).toContain(report.measuredAt);
          expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
          // A busy machine may have no two launches in the budget: then there is no interval to draw.
          const intervals = (report.comparison?.metrics.length ?? 0) > 0 ? 1 : 0;
          expect(await page.locator('svg').count()).toBe(index === 0 ? 3 : 1 + intervals);
          if (process.env['BACKEND_SCREENSHOTS']) await page.screenshot({ path: path.join(process.env['BACKEND_SCREENSHOTS'], `loadtest-${index}-${colorScheme}.png`), fullPage: true });
          await page.close();
        }
      }
    } finally {
      await browser.close();
    }
  });

  it('has no broken numbers, whatever was measured', async () => {
    const garbage = await rawServer((socket) => socket.on('data', () => socket.write('\u0000\r\n\r\n')));
    const reports = [await run({ url: garbage.url, readyTimeout: '300ms' }), await run({ url: server.url, amount: 1, concurrency: 1, duration: undefined }), await run({ url: server.url, rate: 50 }), await run({})];
    await garbage.close();
    for (const report of reports) for (const text of [loadHtml(report), loadMarkdown(report)]) expect(text).not.toMatch(/NaN|Infinity|undefined|\[object/);
  });

  it('lets no text of a server or a user become markup', async () => {
    const report = await run({ url: server.url, amount: 1, concurrency: 1, duration: undefined });
    const hostile = '</pre><script>alert(1)</script>`|<img src=x onerror=alert(1)>\u001b[31m';
    const page = loadHtml({ ...report, project: hostile, reasons: [hostile], server: { command: hostile, lastOutput: hostile } });
    expect(page).not.toMatch(/<script|<img|\u001b/);
    expect(loadMarkdown({ ...report, project: hostile, reasons: [hostile], server: { lastOutput: hostile } })).not.toContain('\u001b');
  });
});
