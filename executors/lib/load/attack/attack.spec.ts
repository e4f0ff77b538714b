import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runLoadTest } from '../load-test';
import type { LoadtestOptions } from '../options/options';
import type { LoadReport } from '../report/report';
import { loadHtml } from '../report/to-html';
import { loadMarkdown } from '../report/to-markdown';
import { httpServer } from '../testing/servers';
import type { TestServer } from '../testing/servers';
import type { Weakness } from '../testing/weak-server';
import { WEAK_DOCUMENT, WEAKNESSES, weakServer } from '../testing/weak-server';
import { ALL_PATTERNS } from './all-patterns';

jest.setTimeout(60_000);

describe('attack', () => {
  const root = mkdtempSync(path.join(tmpdir(), 'backend-attack-'));
  let server: TestServer;
  beforeAll(() => writeFileSync(path.join(root, 'openapi.json'), JSON.stringify(WEAK_DOCUMENT)));
  afterEach(() => server?.close());
  afterAll(() => rmSync(root, { recursive: true }));

  const run = (options: LoadtestOptions): Promise<LoadReport> => runLoadTest(
    { spec: 'openapi.json', url: server.url, attack: true, ...options },
    { project: 'api', root, signal: new AbortController().signal, progress: () => undefined },
  );
  const kinds = ({ attack }: LoadReport): string[] => attack!.flaws.map(({ pattern, kind }) => `${pattern} ${kind}`);

  it('finds nothing in a server that does what its document says', async () => {
    server = await weakServer();
    const report = await run({});
    expect(report.attack!.flaws).toEqual([]);
    expect(report).toMatchObject({ verdict: 'pass', reasons: [] });
    expect(report.attack!.sent).toBe(report.attack!.refused + report.attack!.survived);
    expect(report.attack!.patterns.filter(({ sent }) => sent === 0)).toEqual([]);
    expect(loadMarkdown(report)).toContain('✅ No flaw: ');
  });

  it.each(Object.entries(WEAKNESSES) as [Weakness, readonly [string, string]][])('finds a server that %s', async (weakness, [pattern, kind]) => {
    server = await weakServer(weakness);
    // Only what hangs is waited for in full.
    const report = await run({ attack: pattern, ...(kind === 'hangs' && { timeout: '700ms' }) });
    expect(report.verdict).toBe('fail');
    expect(kinds(report)).toContain(`${pattern} ${kind}`);
  });

  it('finds all of them in one server, and shows what was sent', async () => {
    const all = Object.keys(WEAKNESSES) as Weakness[];
    // They would hide others, or take long.
    const apart: Weakness[] = ['asksNobody', 'decodesPaths', 'reflectsHtml', 'tooSlowPattern'];
    server = await weakServer(...all.filter((one) => !apart.includes(one)));
    const report = await run({});
    const found = new Set(kinds(report));
    expect([...all].filter((one) => ![...apart, 'merges'].includes(one) && !found.has(WEAKNESSES[one].join(' ')))).toEqual([]);
    const missing = report.attack!.flaws.find(({ pattern }) => pattern === 'missing')!;
    expect(missing).toMatchObject({ operation: 'createUser', request: { method: 'POST', target: '/users', headerNames: expect.arrayContaining(['authorization']) } });
    expect(missing.request.body ?? '').not.toContain('age');
    for (const text of [loadMarkdown(report), loadHtml(report)]) expect(text).toContain('createUser answers with an error of its own');
  });

  it('cannot tell where what is right is refused', async () => {
    server = await weakServer();
    const report = await run({ auth: 'another' });
    expect(report).toMatchObject({ verdict: 'void', attack: { sent: 0, operations: [{ good: '401', unclear: expect.stringContaining('pass --auth') }, { good: '401' }] } });
    expect(loadMarkdown(report)).toContain('Not judged:');
  });

  it('counts a server that dies', async () => {
    let requests = 0;
    server = await httpServer((request, response) => (requests++ > 8 ? request.socket.resetAndDestroy() : response.writeHead(400, { 'content-type': 'application/json' }).end('{}')));
    expect(kinds(await run({ attack: 'wrong-type' }))).toContain('wrong-type drops');
  });

  it('refuses what makes no sense', async () => {
    server = await weakServer();
    const report = await run({ attack: 'missing,mising', thresholds: 'p95<1s', spec: undefined as never });
    expect(report.diagnostics.map(({ message }) => message)).toEqual(expect.arrayContaining([
      '--thresholds is given with --attack, which measures no load', '--attack is given without a document', '--attack has "mising"',
    ]));
  });

  it('has a pattern to each file and a line of the docs', () => {
    const ids = ALL_PATTERNS.map(({ id }) => id).sort();
    expect(readdirSync(path.join(__dirname, 'patterns')).map((file) => path.basename(file, '.ts')).sort()).toEqual(ids);
    const page = readFileSync(path.join(__dirname, '../../../../docs/loadtest-attack.md'), 'utf8');
    expect([...page.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, id]) => id).sort()).toEqual(ids);
  });
});
