import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { writeReport } from './write-report';

describe('writeReport', () => {
  const root = mkdtempSync(path.join(tmpdir(), 'backend-report-'));
  const summary = path.join(root, 'summary.md');
  afterEach(() => delete process.env['GITHUB_STEP_SUMMARY']);
  afterAll(() => rmSync(root, { recursive: true }));

  it('writes both forms, and adds to the step summary where there is one', () => {
    process.env['GITHUB_STEP_SUMMARY'] = summary;
    for (const ok of [true, false]) expect(writeReport(root, '@acme/api', 'routes-check', { json: { ok }, markdown: `${ok}\n` })).toBe('reports/@acme/api/routes-check');
    expect(JSON.parse(readFileSync(path.join(root, 'reports/@acme/api/routes-check/report.json'), 'utf8'))).toEqual({ ok: false });
    expect(readFileSync(path.join(root, 'reports/@acme/api/routes-check/report.md'), 'utf8')).toBe('false\n');
    expect(readFileSync(summary, 'utf8')).toBe('true\nfalse\n');
  });
});
