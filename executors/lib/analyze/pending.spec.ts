import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Finding } from '../report/finding';
import type { ReplayedMigration } from '../typeorm/protocol';
import { knowsMigration, pendingMigration, pendingOf } from './pending';
import { reaches } from './verdict';

const migration = (name: string, timestamp: number, ...statements: string[]): ReplayedMigration => ({ name: `${name}${timestamp}`, timestamp, transaction: true, statements });
const ALL = [migration('A', 1), migration('B', 2), migration('C', 3)];
const names = (since?: string, applied?: string[]) => pendingOf(ALL, since, applied && new Set(applied)).pending.map(({ name }) => name);

describe('pendingOf', () => {
  it('takes the latest, those after a migration, all, or what has not run', () => {
    expect([names(), names('A1'), names('A'), names('2'), names('none'), names('C3')]).toEqual([['C3'], ['B2', 'C3'], ['B2', 'C3'], ['C3'], ['A1', 'B2', 'C3'], []]);
    // A database decides by name: C ran on it, B of another branch did not.
    expect(names('none', ['A1', 'C3'])).toEqual(['B2']);
    expect([knowsMigration(ALL, 'B'), knowsMigration(ALL, 'none'), knowsMigration(ALL, 'D')]).toEqual([true, true, false]);
  });
});

describe('pendingMigration', () => {
  const root = mkdtempSync(path.join(tmpdir(), 'backend-pending-'));
  afterAll(() => rmSync(root, { recursive: true }));

  it('leads places in the script back to the migration, and leaves questions out', () => {
    writeFileSync(path.join(root, 'm.ts'), [
      'export class M {', '  async up(q) {', "    await q.query('ALTER TABLE \"users\" DROP COLUMN \"name\"');", '    await q.query(`UPDATE users', '      SET a = 1`);', '    await q.query(`ALTER ` + unknown);', '  }', '}',
    ].join('\n'));
    const pending = pendingMigration({ ...migration('M', 1, 'ALTER TABLE "users" DROP COLUMN "name"', 'SELECT 1', 'UPDATE users\n      SET a = 1', 'ALTER TABLE made_elsewhere ADD x int'), file: 'm.ts' }, root);
    expect(pending.sql).toBe('ALTER TABLE "users" DROP COLUMN "name";\nUPDATE users\n      SET a = 1;\nALTER TABLE made_elsewhere ADD x int;\n');
    const place = (line: number) => pending.positionOf({ file: 'm.ts', line, column: 1 });
    expect([1, 2, 3, 4].map(place)).toEqual([{ file: 'm.ts', line: 3, column: 20 }, { file: 'm.ts', line: 4, column: 20 }, { file: 'm.ts', line: 5, column: 1 }, { file: 'm.ts', line: 1, column: 1 }]);
  });
});

describe('reaches', () => {
  it('fails exactly on what is as grave as failOn', () => {
    const of = (severity: Finding['severity']): Finding[] => [{ rule: 'r', severity, message: 'm', help: 'h' }];
    const table = (['error', 'warning', 'info', 'none'] as const).map((failOn) => (['error', 'warning', 'info'] as const).map((severity) => reaches(of(severity), failOn)));
    expect(table).toEqual([[true, false, false], [true, true, false], [true, true, true], [false, false, false]]);
    expect(reaches([], 'info')).toBe(false);
  });
});
