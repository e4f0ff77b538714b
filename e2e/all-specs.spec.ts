import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { callEverything, type PlannedOperation } from './all-specs/call-everything';
import { DOCUMENTS, EXCEPTIONS } from './all-specs/documents';
import { ReplyChecker } from './all-specs/reply-checker';
import { ALL_FRAMEWORKS, bootServer, describeWithSpecs, FRAMEWORKS, generateApp, installedDist, NEST_FULL, runOrThrow, scratch, sharedSpec, typeCheck, type Framework } from './harness';

jest.setTimeout(process.env['ALL_SPECS'] === 'full' ? 1_800_000 : 600_000);

/** `npm run test:all-specs` sets it: every compiler and module kind on every document. */
const FULL = process.env['ALL_SPECS'] === 'full';

/** Every real document becomes a server whose every operation answers as the document says. */
describeWithSpecs('every document of ../shared/specs', () => {
  describe.each(DOCUMENTS.map((document, i) => [document, i] as const))('%s', (document, index) => {
    const entry = sharedSpec(document);
    let folder: string;
    let operations: readonly PlannedOperation[];
    let checker: ReplyChecker;

    beforeAll(async () => {
      folder = mkdtempSync(path.join(scratch('plans'), 'plan-'));
      await runOrThrow('node', ['--max-old-space-size=4096', path.join(__dirname, 'all-specs/plan-child.cjs'), entry, folder], { cwd: folder, env: { BACKEND_DIST: await installedDist() } });
      const plan = readJson(path.join(folder, 'plan.json')) as { dialect: string; operations: PlannedOperation[] };
      operations = plan.operations;
      checker = new ReplyChecker(readJson(path.join(folder, 'bundle.json')) as object, plan.dialect);
    });
    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    // One framework in turn for each document, and all of them for every eighth, unless all of it is asked for.
    it.each(FULL || NEST_FULL || index % 8 === 0 ? ALL_FRAMEWORKS : [FRAMEWORKS[index % FRAMEWORKS.length]!])('generates, type-checks, boots and answers on %s', async (framework: Framework) => {
      // Of Nest's adapters one gets the decorators of @nestjs/swagger too.
      const app = await generateApp(entry, framework, { stubs: 'example', ...(framework === 'nest-fastify' && { swagger: true }) });
      try {
        expect(app.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
        for (const [compiler, module] of checks(framework, operations.length)) expect(await typeCheck(app.src, compiler, module)).toBe('');
        const server = await bootServer(app.src, framework, { routes: { basePath: '' } });
        try {
          // Nest mounts elsewhere by its own means alone.
          const mounted = framework.startsWith('nest') ? operations.map((operation) => ({ ...operation, target: operation.base + operation.target })) : operations;
          const failures = await callEverything(server, mounted, checker);
          const excused = EXCEPTIONS[document] ?? [];
          expect(failures.filter((line) => !excused.some((name) => line.startsWith(`${name}:`)))).toEqual([]);
          // An excuse that is no longer needed has to go.
          expect(excused.filter((name) => !failures.some((line) => line.startsWith(`${name}:`)))).toEqual([]);
          expect(server.exitCode()).toBeNull();
        } finally {
          await server.stop();
        }
      } finally {
        app.remove();
      }
    });
  });
});

/** What to compile with: all of it in the full run; else TypeScript 7, which is quick, and 5.9 on one framework of small documents. */
function checks(framework: Framework, operations: number): readonly (readonly ['5.9' | '7', 'nodenext' | 'commonjs'])[] {
  if (FULL) return [['7', 'nodenext'], ['7', 'commonjs'], ['5.9', 'nodenext'], ['5.9', 'commonjs']];
  if (operations > 100) return framework === 'express' || (NEST_FULL && framework.startsWith('nest')) ? [['7', 'nodenext']] : [];
  return framework === 'express' ? [['7', 'nodenext'], ['5.9', 'nodenext']] : [['7', 'nodenext']];
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}
