import { readFileSync } from 'node:fs';
import path from 'node:path';
import { DIAGNOSTIC_CODES } from '../generators/lib/diagnostics';

/** `docs/diagnostics.md` by code: the text of each `## CODE` section. */
function sections(): Map<string, string> {
  const text = readFileSync(path.join(__dirname, 'diagnostics.md'), 'utf8');
  return new Map(text.split(/^#+ /m).slice(1).map((section) => {
    const end = section.indexOf('\n');
    return [section.slice(0, end).trim(), section.slice(end)] as const;
  }));
}

describe('docs/diagnostics.md', () => {
  const documented = sections();

  it.each(Object.entries(DIAGNOSTIC_CODES))('explains %s', (code, { severity, title }) => {
    const section = documented.get(code) ?? `no section "## ${code}"`;
    expect(section).toContain(`*${severity}* · ${title}.`);
    expect(section).toMatch(/\*\*Cause\.\*\* .{20}/);
    expect(section).toMatch(/\*\*Cure\.\*\* .{10}/);
  });

  it('explains no code that does not exist', () => {
    const codes = [...documented.keys()].filter((name) => name.startsWith('BACKEND_'));
    expect(codes.filter((code) => !(code in DIAGNOSTIC_CODES))).toEqual([]);
  });
});
