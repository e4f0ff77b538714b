import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Formatter } from './formatter';
import { noFormatter, workspaceFormatter } from './formatter';

const MANIFEST = JSON.stringify({ devDependencies: { prettier: '*' } });

describe('workspaceFormatter', () => {
  let root: string;
  let formatter: Formatter = noFormatter;
  const at = (file: string): string => path.join(root, file);
  const open = (manifest = MANIFEST): Formatter => (formatter = workspaceFormatter(root, (file) => (file === 'package.json' ? manifest : undefined)));

  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), 'backend-format-'));
    mkdirSync(at('node_modules'));
    mkdirSync(at('src'));
    writeFileSync(at('package.json'), MANIFEST);
    symlinkSync(path.dirname(require.resolve('prettier/package.json')), at('node_modules/prettier'), 'dir');
  });
  afterEach(async () => {
    await formatter.close();
    rmSync(root, { recursive: true });
  });

  it('formats as the workspace is configured', async () => {
    writeFileSync(at('.prettierrc'), '{ "singleQuote": true, "semi": false }');
    writeFileSync(at('.editorconfig'), 'root = true\n[*]\nindent_size = 4\nindent_style = space\n');
    expect(await open().format(at('src/a.ts'), 'if (a) { b("c"); }')).toBe(`if (a) {\n    b('c')\n}\n`);
  });

  it('leaves ignored files and languages it does not know', async () => {
    writeFileSync(at('.prettierignore'), 'src/generated/\n');
    open();
    expect(await formatter.format(at('src/generated/a.ts'), 'a ( )')).toBe('a ( )');
    expect(await formatter.format(at('src/a.xyz'), 'a ( )')).toBe('a ( )');
    expect(await formatter.format(at('src/a.ts'), 'a ( )')).toBe('a();\n');
  });

  it('gives back what it cannot format, and says so', async () => {
    open();
    expect(await formatter.format(at('src/a.ts'), 'const = 1')).toBe('const = 1');
    expect(formatter.problems).toEqual([expect.stringMatching(/^src\/a\.ts: /)]);
  });

  it('survives a formatter that cannot be loaded', async () => {
    rmSync(at('node_modules/prettier'));
    mkdirSync(at('node_modules/prettier'));
    writeFileSync(at('node_modules/prettier/index.js'), 'throw new Error("broken")');
    expect(await open().format(at('src/a.ts'), 'a ( )')).toBe('a ( )');
    expect(await formatter.format(at('src/b.ts'), 'b ( )')).toBe('b ( )');
    expect(formatter.problems).toEqual(['src/a.ts: broken']);
  });

  it('formats nothing where the workspace does not name prettier', () => {
    expect(open('{}')).toBe(noFormatter);
    expect(open('no json')).toBe(noFormatter);
  });
});
