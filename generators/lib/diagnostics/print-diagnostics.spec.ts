import type { Diagnostic } from './diagnostic';
import { printDiagnostics } from './print-diagnostics';

const text = 'openapi: 3.1.0\ninfo:\n\ttitle: T\n';
const diagnostic = (rest: Partial<Diagnostic> = {}): Diagnostic => ({
  code: 'BACKEND_OPENAPI_MISSING', severity: 'warning', message: 'the Info Object has no "version"', help: 'Add "version"',
  position: { file: 'a.yaml', line: 3, column: 2 }, pointer: '/info', ...rest,
});
const print = (diagnostics: Diagnostic[], color = false) => printDiagnostics(diagnostics, { color, readFile: () => text });

it('shows place, lines, caret and help', () => {
  expect(print([diagnostic()])).toBe(
    [
      'warning BACKEND_OPENAPI_MISSING the Info Object has no "version"',
      '  at a.yaml:3:2 (/info)',
      '  2 | info:',
      '  3 | \ttitle: T',
      '    | \t^',
      '  help: Add "version"',
      '',
      '1 warning',
      '',
    ].join('\n'),
  );
});

it('sorts by place, drops repetitions and counts', () => {
  const late = diagnostic({ severity: 'error', message: 'late', position: { file: 'a.yaml', line: 9, column: 1 } });
  const out = print([late, diagnostic(), diagnostic(), diagnostic({ severity: 'info', message: 'i' })]);
  expect(out.indexOf('late')).toBeGreaterThan(out.indexOf('version'));
  expect(out.endsWith('1 error, 1 warning, 1 info\n')).toBe(true);
  expect(print([])).toBe('');
});

it('uses colour only when asked and lets no control character through', () => {
  const hostile = diagnostic({ message: 'a\u001b[31mb\nc' });
  expect(print([hostile])).not.toContain('\u001b');
  expect(print([hostile], true)).toContain('\u001b[33m');
  expect(print([hostile], true)).not.toContain('\u001b[31mb');
});

it('shows the part of a long line around the place, and goes on without the file', () => {
  const long = `${'x'.repeat(5000)}HERE${'y'.repeat(5000)}`;
  const at = { file: 'a.json', line: 1, column: 5001 };
  const out = printDiagnostics([diagnostic({ position: at })], { readFile: () => long });
  const [, , line, caret] = out.split('\n');
  expect(line!.length).toBeLessThan(140);
  expect(line!.slice(caret!.indexOf('^'))).toMatch(/^HERE/);
  expect(printDiagnostics([diagnostic()], { readFile: () => { throw new Error('gone'); } })).toContain('a.yaml:3:2');
});
