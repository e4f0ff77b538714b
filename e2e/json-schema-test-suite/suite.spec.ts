import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { compileBody, documentOf } from '../../generators/lib/validation/schema/testing/compile-in-memory';

interface Group {
  description: string;
  schema: unknown;
  tests: { description: string; data: unknown; valid: boolean }[];
}


/** Tests known to come out otherwise, each with its reason. */
const KNOWN: Readonly<Record<string, string>> = {
  'vocabulary.json | schema that uses custom metaschema with with no validation vocabulary | no validation: invalid number, but it still validates':
    'which vocabularies apply is said by a metaschema that would have to be fetched',
};

function isRemote({ schema }: Group): boolean {
  const text = JSON.stringify(schema);
  if (/"\$dynamicRef"/.test(text)) return true;
  return [...text.matchAll(/"\$ref":"([^"]*)"/g)].some(([, ref]) => /^https?:\/\/json-schema\.org/.test(ref!));
}

const folder = path.join(__dirname, 'draft2020-12');
const files = readdirSync(folder).filter((f) => f.endsWith('.json') && f !== 'refRemote.json' && f !== 'dynamicRef.json');
const wrong: string[] = [];
let total = 0;

describe.each(files)('%s', (file) => {
  const groups = (JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as Group[]).filter((g) => !isRemote(g));
  if (groups.length === 0) return void test.todo('every schema here is remote');
  test.each(groups.map((g) => [g.description, g] as const))('%s', (_, group) => {
    const results = group.tests.map(({ description, data, valid }) => {
      total++;
      const id = `${file} | ${group.description} | ${description}`;
      let right = false;
      let why = '';
      try {
        const { ok, faults } = compileBody(documentOf(group.schema)).check(data);
        right = ok === valid;
        why = JSON.stringify(faults);
      } catch (error) {
        why = (error as Error).stack ?? '';
      }
      if (!right) wrong.push(`${id} ${why.slice(0, 300)}`);
      return { id, right };
    });
    expect(results.filter((r) => !r.right && !(r.id in KNOWN))).toEqual([]);
    expect(results.filter((r) => r.right && r.id in KNOWN)).toEqual([]);
  });
});

test('at least 99 % are right', () => {
  process.stdout.write(`JSON Schema Test Suite: ${total - wrong.length} of ${total} right\n${wrong.join('\n')}\n`);
  expect(total).toBeGreaterThan(1100);
  expect(wrong.length / total).toBeLessThan(0.01);
});
