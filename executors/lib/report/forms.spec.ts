import type { Finding } from './finding';
import type { ReportDocument } from './report-document';
import { toHtml } from './html/to-html';
import { toMarkdown } from './to-markdown';
import { toSarif } from './sarif/to-sarif';

const HOSTILE = '</pre><script>alert(1)</script> "quoted" \'x\' & `code` | @everyone [a](javascript:b) \u0000\u202e';
const findings: readonly Finding[] = [
  { rule: 'n-plus-one', severity: 'info', message: 'Hint: a loop', help: 'Use `In(ids)`.', position: { file: 'apps/my api/a.ts', line: 3, column: 5 } },
  { rule: 'drift', severity: 'error', message: HOSTILE, help: 'Generate it.', object: 'public.users', fix: `SELECT '${HOSTILE}'` },
  { rule: 'drift', severity: 'error', message: 'Another', help: 'Generate it.' },
];
const report: ReportDocument = {
  kind: 'migrate-analyze', project: 'api', ok: false, verdict: 'The entities differ from the migrations', facts: [['data source', HOSTILE]], findings,
  statements: [{ source: 'a.sql', sql: `ALTER TABLE x; -- ${HOSTILE}`, effects: ['ACCESS EXCLUSIVE on public.x'], notes: [HOSTILE] }],
  diagram: { svg: '<svg></svg>', caption: HOSTILE }, sections: [{ title: HOSTILE, text: HOSTILE, code: HOSTILE }],
};

describe('toHtml', () => {
  const page = toHtml(report);
  it('is one page that loads and runs nothing', () => {
    expect(page).toMatch(/^<!doctype html>/);
    expect(page).toContain("default-src 'none'");
    expect(page).not.toMatch(/<script|<link|<img|https?:|@import|url\(/);
    expect(page).not.toMatch(/\u0000|\u202e/);
  });

  it('says the verdict first, then the gravest findings, with place and fix', () => {
    const order = ['The entities differ from the migrations', '2 errors, 1 info', '<code>drift</code>', '<code>n-plus-one</code>', 'apps/my api/a.ts:3:5', 'ACCESS EXCLUSIVE on public.x', '<svg>'].map((text) => page.indexOf(text));
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(order[0]).toBeGreaterThan(0);
    // One help for both.
    expect(page.match(/Generate it\./g)).toHaveLength(1);
  });
});

describe('toMarkdown', () => {
  const text = toMarkdown(report);
  it('keeps text from becoming markup, links or mentions', () => {
    expect(text).not.toMatch(/[\u0000\u202e]/);
    // What stands outside code spans and fences.
    expect(text.replace(/(?<!`)(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, '')).not.toMatch(/<script>|@everyone|\[a\]\(/);
    expect(text).toMatch(/^## migrate-analyze: api\n\n❌ The entities differ/);
    expect(text).toContain('### 🛑 error `drift` (2)');
  });
});

describe('toSarif', () => {
  it('has a rule, a level and a place for each result', () => {
    const log = toSarif(findings, { version: '0.1.0', fallback: { file: 'apps/api/data-source.ts', line: 1, column: 1 } }) as any;
    const [run] = log.runs;
    expect([log.version, run.tool.driver.rules.map((rule: any) => rule.id), run.columnKind]).toEqual(['2.1.0', ['n-plus-one', 'drift'], 'utf16CodeUnits']);
    expect(run.results.map((result: any) => [result.ruleId, run.tool.driver.rules[result.ruleIndex].id, result.level, result.locations[0].physicalLocation.artifactLocation.uri])).toEqual([
      ['n-plus-one', 'n-plus-one', 'note', 'apps/my%20api/a.ts'], ['drift', 'drift', 'error', 'apps/api/data-source.ts'], ['drift', 'drift', 'error', 'apps/api/data-source.ts'],
    ]);
    expect(new Set(run.results.map((result: any) => result.partialFingerprints['backend/v1'])).size).toBe(3);
  });
});
