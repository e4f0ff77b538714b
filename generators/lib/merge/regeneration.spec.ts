import { surveyHandlerFiles } from './handler-files';
import { locateHandlers } from './locate-handlers';
import { memoryFiles } from './testing/memory-files';
import { random } from './testing/random';
import { editAtRandom } from './testing/random-edits';
import { writeHandlers } from './write-handlers';

const HEADER = `import { notImplemented } from '../middleware/errors';\nimport type { Operations } from '../types/operations';`;
const ROUNDS = 200;

/** True when `part` is `whole` with characters left out. */
function isSubsequence(part: string, whole: string): boolean {
  let at = 0;
  for (const unit of part) {
    at = whole.indexOf(unit, at);
    if (at < 0) return false;
    at += unit.length;
  }
  return true;
}

jest.setTimeout(120_000); // a busy machine

describe('regeneration', () => {
  it(`loses no edited byte in ${ROUNDS} rounds of edits and changes of the document`, async () => {
    const { pick, chance, integer } = random(20260);
    const files: Record<string, string> = {};
    const operations = new Map<string, string>([['op0', 'users']]);
    let serial = 0;
    let edits = 0;
    for (let round = 0; round < ROUNDS; round++) {
      if (operations.size === 0 || chance(0.5)) operations.set(`op${++serial}`, pick(['users', 'orders', 'default']));
      if (chance(0.2)) operations.delete(pick([...operations.keys()]));
      if (operations.size > 0 && chance(0.2)) { // renamed
        const old = pick([...operations.keys()]);
        operations.set(`op${++serial}`, operations.get(old)!);
        operations.delete(old);
      }
      if (operations.size > 0 && chance(0.2)) operations.set(pick([...operations.keys()]), pick(['users', 'orders', 'people']));
      for (const path of Object.keys(files)) {
        for (let n = integer(3); n > 0; n--) {
          files[path] = editAtRandom(files[path]!, { pick, chance, integer }, edits++);
        }
      }

      const before = { ...files };
      const survey = surveyHandlerFiles(memoryFiles(files));
      expect(survey.diagnostics).toEqual([]);
      const { stems } = locateHandlers(survey.files, operations, () => new Set());
      const wanted = [...operations].map(([identifier, handlerFile]) => ({
        identifier, handlerFile, stub: () => `export const ${identifier}: Operations['${identifier}'] = async (req, res) => {\n  throw notImplemented('${identifier}');\n};`,
      }));
      const written = await writeHandlers(survey.files, wanted, stems, HEADER, async (_path, text) => text);
      for (const { path, content } of written.value) files[path] = content;

      for (const [path, text] of Object.entries(before)) expect(isSubsequence(text, files[path]!)).toBe(true);
      const again = surveyHandlerFiles(memoryFiles(files));
      expect(again.diagnostics).toEqual([]);
      const exported = again.files.flatMap((f) => f.module.exports.map((e) => e.name));
      for (const identifier of operations.keys()) expect(exported.filter((name) => name === identifier)).toEqual([identifier]);
      const located = locateHandlers(again.files, operations, () => new Set());
      expect((await writeHandlers(again.files, wanted, located.stems, HEADER, async (_path, text) => text)).value).toEqual([]);
    }
    for (let edit = 0; edit < edits; edit++) {
      const marks = Object.values(files).join('').split(`#${edit}#`).length - 1;
      expect([0, 1]).toContain(marks); // some edits only change white space
    }
    expect(edits).toBeGreaterThan(ROUNDS);
  });
});
