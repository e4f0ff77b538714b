import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describeWithSpecs, FRAMEWORKS, generateFromSource, repoRoot, run, sharedSpec, typeCheck } from './harness';
import type { HandlerFramework as Framework, SourceApp } from './harness';

const DOCUMENT = 'swagger-petstore-3.0.yaml';

/** A project's own Jest, with the transform most use. */
const CONFIG = (root: string): string => JSON.stringify({
  rootDir: root, testMatch: ['<rootDir>/src/**/*.contract.spec.ts'], testEnvironment: 'node', maxWorkers: 1,
  transform: { '^.+\\.ts$': [path.join(repoRoot, 'node_modules/@swc/jest'), { swcrc: false, jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } }] },
});

/** What the tests use of Jest's globals, so that no package of types is needed. */
const GLOBALS = `
declare function describe(name: string, run: () => void): void;
declare function test(name: string, run: () => Promise<void>): void;
declare namespace test { function todo(name: string): void; }
declare function beforeAll(run: () => Promise<void>): void;
declare function afterAll(run: () => unknown): void;
declare function expect(value: unknown): { toEqual(other: unknown): void };
`;

interface JestReport {
  readonly numTotalTests: number;
  readonly numPassedTests: number;
  readonly testResults: readonly { readonly message: string }[];
}

/** Jest over the contract tests of a generated app, as its user would run it. */
async function runTests(app: SourceApp): Promise<JestReport> {
  const root = path.dirname(app.src);
  const report = path.join(root, 'report.json');
  writeFileSync(path.join(root, 'jest.config.json'), CONFIG(root));
  const ran = await run('node', [path.join(repoRoot, 'node_modules/jest/bin/jest.js'), '--config', path.join(root, 'jest.config.json'), '--json', `--outputFile=${report}`], { cwd: root });
  if (!existsSync(report)) throw new Error(ran.stderr);
  return JSON.parse(readFileSync(report, 'utf8')) as JestReport;
}

describeWithSpecs('contract tests of a generated project', () => {
  test.each(FRAMEWORKS)('%s: all pass on examples, and one fails when a handler breaks the contract', async (framework: Framework) => {
    const app = await generateFromSource(sharedSpec(DOCUMENT), { framework, tests: true, stubs: 'example', importExtension: '' });
    try {
      const tests = readFileSync(path.join(app.src, 'routes/pet.contract.spec.ts'), 'utf8');
      expect(tests).not.toContain('default as');
      writeFileSync(path.join(app.src, 'globals.d.ts'), GLOBALS);
      expect(await typeCheck(app.src, '7', 'commonjs')).toBe('');
      const good = await runTests(app);
      expect(good.testResults.map(({ message }) => message).join('')).toBe('');
      expect([good.numPassedTests, good.numTotalTests]).toEqual([19, 19]);

      const handlers = path.join(app.src, 'routes/store.ts');
      writeFileSync(handlers, readFileSync(handlers, 'utf8').replace(/(complete"?: ?)true/g, '$1"yes"'));
      const bad = await runTests(app);
      // placeOrder and getOrderById
      expect([bad.numPassedTests, bad.numTotalTests]).toEqual([17, 19]);
      expect(bad.testResults.map(({ message }) => message).join('')).toContain('body/complete must be boolean');
    } finally {
      app.remove();
    }
  }, 240_000);
});
