import { rmSync } from 'node:fs';
import path from 'node:path';
import { findNPlusOne, NoProgram, type NPlusOneResult } from '.';
import { GROWING, LEFT_ALONE } from './testing/cases';
import { HEAD_LINES, writeProject } from './testing/project';

const IGNORES = {
  'ignored': '// backend-ignore n-plus-one: three rows at most\nexport const f = () => Promise.all(ids.map((id) => users.findOneBy({ id })));',
  'ignored-loop': 'export async function f() {\n  // backend-ignore n-plus-one: an import that runs once\n  for (const id of ids) {\n    console.log(id);\n    await users.findOneBy({ id });\n  }\n}',
  'unused': 'export const f = 1; // backend-ignore n-plus-one: nothing here',
  'unreasoned': '// backend-ignore n-plus-one\nexport const f = () => Promise.all(ids.map((id) => users.findOneBy({ id })));',
};

describe('findNPlusOne', () => {
  let root: string;
  let result: NPlusOneResult;
  beforeAll(() => {
    const cases = Object.fromEntries(Object.entries(GROWING).map(([name, { code }]) => [name, code] as const));
    root = writeProject({ ...cases, ...LEFT_ALONE, ...IGNORES });
    result = findNPlusOne({ project: root, root });
  });
  afterAll(() => rmSync(root, { recursive: true }));
  const found = (name: string) => result.findings.filter(({ position }) => position?.file === `src/${name}.ts`);
  const lines = (name: string) => found(name).map(({ rule, position }) => `${rule} ${position!.line - HEAD_LINES}`);

  it.each(Object.entries(GROWING))('finds %s', (name, { found: expected }) => expect(lines(name)).toEqual(expected));
  it.each(Object.keys(LEFT_ALONE))('leaves %s alone', (name) => expect(found(name)).toEqual([]));

  it('only hints, and says where the loop stands and how to write it', () => {
    const at = HEAD_LINES + 2;
    expect(found('for-of')).toEqual([{
      rule: 'n-plus-one', severity: 'info', position: { file: 'src/for-of.ts', line: at + 1, column: 11 },
      message: `Hint: Repository.findOneBy of User runs once per element of the for … of at src/for-of.ts:${at}:3`,
      help: 'Load all in one query and look each up in a Map: `users.findBy({ id: In(list.map((order) => order.userId)) })`. Or load it with its parent: add `relations: { user: true }` to the query that loads list.',
    }]);
    expect(found('through-functions')[0]?.message).toMatch(/^Hint: name → load → Repository\.findOneBy \(src\/through-functions\.ts:\d+: users\.findOneBy/);
    expect(new Set(result.findings.filter(({ rule }) => rule === 'n-plus-one' || rule === 'relation-not-loaded').map(({ severity }) => severity))).toEqual(new Set(['info']));
  });

  it('heeds comments with a reason, and reports those that ignore nothing', () => {
    expect(['ignored', 'ignored-loop', 'unused', 'unreasoned'].map(lines)).toEqual([[], [], ['unused-ignore 1'], ['ignore-without-reason 1']]);
  });

  it('says that it cannot search without the types', () => {
    expect(() => findNPlusOne({ project: path.join(root, 'node_modules'), root })).toThrow(NoProgram);
  });
});
