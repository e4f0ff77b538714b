import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sourceFromCwd } from './source-from-cwd';

describe('a source as it was typed', () => {
  const root = mkdtempSync(path.join(tmpdir(), 'source-from-cwd-'));
  beforeAll(() => {
    mkdirSync(path.join(root, 'apps/api/src'), { recursive: true });
    for (const file of ['schema.sql', 'apps/api/app.db', 'apps/api/src/data-source.ts']) writeFileSync(path.join(root, file), '');
  });
  afterAll(() => rmSync(root, { recursive: true }));

  it.each([
    ['src/data-source.ts', 'apps/api/src/data-source.ts'],
    ['migrations:src/data-source.ts#main', 'migrations:apps/api/src/data-source.ts#main'],
    ['sqlite:app.db', 'sqlite:apps/api/app.db'],
    ['../../schema.sql', 'schema.sql'],
    // From the root alone, or nowhere.
    ['schema.sql', 'schema.sql'],
    ['apps/api/app.db', 'apps/api/app.db'],
    ['nowhere.sql', 'nowhere.sql'],
    // No paths.
    ['postgres://me@127.0.0.1/app.db', 'postgres://me@127.0.0.1/app.db'],
    ['env:src', 'env:src'],
  ])('%s is %s', (typed, meant) => expect(sourceFromCwd(typed, root, 'apps/api')).toBe(meant));

  it('stays as it is where it was typed in the root', () => expect(sourceFromCwd('src/data-source.ts', root, '')).toBe('src/data-source.ts'));
});
