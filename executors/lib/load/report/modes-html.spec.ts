import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { runLoadTest } from '../load-test';
import type { LoadtestOptions } from '../options/options';
import { httpServer } from '../testing/servers';
import { ORDERS_DOCUMENT, ordersServer } from '../testing/orders-api';
import { WEAK_DOCUMENT, weakServer } from '../testing/weak-server';
import { loadHtml } from './to-html';
import type { LoadReport } from './report';

const BROWSER = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const inBrowser = existsSync(BROWSER) || process.env['CI'] ? it : it.skip;

jest.setTimeout(60_000);

describe('loadHtml of runs by documents, attacks and rate limits', () => {
  const root = mkdtempSync(path.join(tmpdir(), 'backend-modes-html-'));
  afterAll(() => rmSync(root, { recursive: true }));
  const run = async (document: object, server: { url: string; close(): Promise<void> }, options: LoadtestOptions): Promise<LoadReport> => {
    writeFileSync(path.join(root, 'openapi.json'), JSON.stringify(document));
    const report = await runLoadTest({ spec: 'openapi.json', url: server.url, concurrency: 3, auth: 'example', ...options }, { project: 'api', root, signal: new AbortController().signal, progress: () => undefined });
    await server.close();
    return report;
  };

  inBrowser('shows them without scripts, errors or overflow on a phone', async () => {
    let requests = 0;
    const limited = await httpServer((_, response) => response.writeHead(++requests > 5 && requests < 9 ? 429 : 200, { 'retry-after': '0' }).end('[]'));
    const lying = await ordersServer((_, body) => ({ ...(body as object), id: '<b>&amp;</b>' }));
    const pages: [report: LoadReport, texts: string[]][] = [
      [await run(ORDERS_DOCUMENT, lying, { amount: 100, auth: 's3cret-token', operations: 'createOrder,listOrders' }), ['Replies that are not as they should be', 'createOrder answered 201', '<b>&amp;</b>']],
      [await run(WEAK_DOCUMENT, await weakServer('printsStack', 'reflectsHtml', 'showsDatabaseErrors'), { attack: 'malformed-json,injection' }), ['Flaws', 'gives away what it should not', 'malformed-json']],
      [await run(WEAK_DOCUMENT, limited, { expectRateLimit: true, recoveryTimeout: '1s', concurrency: 1 }), ['Rate limit', 'a refusal says when to come back']],
    ];
    const browser = await chromium.launch({ executablePath: BROWSER, args: ['--no-sandbox'] });
    try {
      for (const [index, [report, texts]] of pages.entries()) {
        const file = path.join(root, `${index}.html`);
        writeFileSync(file, loadHtml(report));
        const page = await browser.newPage({ viewport: { width: 390, height: 900 } });
        const errors: string[] = [];
        page.on('console', (message) => errors.push(message.text())).on('pageerror', (error) => errors.push(error.message));
        await page.goto(pathToFileURL(file).href);
        const shown = await page.locator('main').innerText();
        for (const text of texts) expect(shown).toContain(text);
        expect(errors).toEqual([]);
        expect(await page.locator('script, b').count()).toBe(0);
        expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
        await page.close();
      }
    } finally {
      await browser.close();
    }
  });
});
