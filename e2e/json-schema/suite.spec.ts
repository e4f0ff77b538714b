import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { bootServer, callJson, FRAMEWORKS, generateApp, NEST_FULL } from '../harness';
import type { Framework } from '../harness';
import { suiteCases, suiteDocument } from './suite-document';

/** Share of instances that every server must judge as the suite does. */
const REQUIRED_SHARE = 0.99;

const VALIDATORS = ['compiled', 'class-validator'] as const;
type Validator = (typeof VALIDATORS)[number];

describe('the official JSON Schema suite, posted to running servers', () => {
  const cases = suiteCases();
  const folder = mkdtempSync(path.join(os.tmpdir(), 'suite-'));
  const entry = path.join(folder, 'openapi.json');
  beforeAll(() => writeFileSync(entry, JSON.stringify(suiteDocument(cases))));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('has its cases', () => {
    expect(cases.flatMap(({ tests }) => tests).length).toBeGreaterThan(1100);
  });

  const nest: readonly (readonly [Framework, Validator])[] = NEST_FULL
    ? (['nest', 'nest-fastify'] as const).flatMap((framework) => VALIDATORS.map((validator) => [framework, validator] as const))
    : [['nest', 'class-validator'], ['nest-fastify', 'compiled']];

  test.each([...FRAMEWORKS.flatMap((framework) => VALIDATORS.map((validator) => [framework, validator] as const)), ...nest])(
    '%s with --validator=%s',
    async (framework, validator) => {
      const app = await generateApp(entry, framework, { stubs: 'example', validator });
      const server = await bootServer(app.src, framework);
      try {
        const misses: string[] = [];
        let total = 0;
        for (const { file, description, path: at, tests } of cases) {
          for (const { description: instance, data, valid } of tests) {
            total++;
            const { status } = await callJson(server.origin, 'POST', at, data);
            if (status !== (valid ? 204 : 400)) misses.push(`${file} / ${description} / ${instance}: ${status}, should be ${valid ? 'valid' : 'invalid'}`);
          }
        }
        if (misses.length > 0) console.log(`${framework} ${validator}: ${misses.length} of ${total} wrong\n${misses.join('\n')}`);
        expect(1 - misses.length / total).toBeGreaterThanOrEqual(REQUIRED_SHARE);
      } finally {
        await server.stop();
        app.remove();
      }
    },
    240_000,
  );
});
