import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { compileBody, documentOf } from '../../generators/lib/validation/schema/testing/compile-in-memory';

interface Group {
  description: string;
  schema: Record<string, unknown>;
  tests: { description: string; data: unknown; valid: boolean }[];
}

/** Tests known to come out otherwise, each with its reason. */
const KNOWN: Readonly<Record<string, string>> = {
  'idn-hostname.json | validation of internationalized host names | Bidi domain name with a digit-first label is invalid':
    "RFC 5893's rule is applied to labels that are right-to-left themselves, not to their neighbours",
};

const folder = path.join(__dirname, 'draft2020-12', 'optional', 'format');
const files = readdirSync(folder).filter((f) => f.endsWith('.json') && f !== 'unknown.json');
const wrong: string[] = [];
let total = 0;

/** OpenAPI asserts formats; the suite's plain dialect would make them annotations, so it is taken off. */
test.each(files)('%s', (file) => {
  const unexpected: string[] = [];
  for (const { description, schema, tests } of JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as Group[]) {
    const { $schema: _, ...rest } = schema;
    const { check } = compileBody(documentOf(rest));
    for (const { description: what, data, valid } of tests) {
      total++;
      const id = `${file} | ${description} | ${what}`;
      const right = check(data).ok === valid;
      if (!right) wrong.push(`${id} ${JSON.stringify(data)} should be ${valid}`);
      if (right === id in KNOWN) unexpected.push(`${id} ${JSON.stringify(data)}`);
    }
  }
  expect(unexpected).toEqual([]);
});

test('figures', () => {
  process.stdout.write(`JSON Schema Test Suite, formats: ${total - wrong.length} of ${total} right\n${wrong.join('\n')}\n`);
  expect(wrong.length / total).toBeLessThan(0.02);
});
