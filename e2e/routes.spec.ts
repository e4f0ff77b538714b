import { readFileSync } from 'node:fs';
import path from 'node:path';
import { failureOf } from './harness/run';
import { bootServer, type Server } from './harness/server';
import { FRAMEWORKS, type Framework } from './harness/server-main';
import { describeWithSpecs, sharedSpec } from './harness/shared-specs';
import { typeCheck } from './harness/type-check';
import { createWorkspace, type Workspace } from './harness/workspace';
import { CASES } from './routes/cases';

jest.setTimeout(400_000);

const OUTPUT = 'apps/api/src/routes';

/** `nx g @org/backend:routes` in a real workspace, then the compiler, then a running server. */
for (const type of ['module', 'commonjs'] as const) {
  // CommonJS differs only in how modules are joined: one document shows it.
  const cases = type === 'module' ? CASES : CASES.slice(0, 1);
  for (const { document, calls } of cases) {
    describeWithSpecs(`${document} as ${type}`, () => {
      describe.each(FRAMEWORKS)('%s', (framework: Framework) => {
        let workspace: Workspace;
        let server: Server | undefined;
        const src = () => path.join(workspace.root, 'apps/api/src');

        beforeAll(async () => {
          workspace = await createWorkspace({ name: `${framework}-${path.parse(document).name}`, type });
          workspace.write('openapi.yaml', readFileSync(sharedSpec(document), 'utf8'));
        });
        afterAll(async () => {
          await server?.stop();
          workspace?.remove();
        });

        it('generates', async () => {
          const ran = await workspace.nx('g', '@org/backend:routes', 'openapi.yaml', `--framework=${framework}`, `--output=${OUTPUT}`, '--stubs=example');
          expect(failureOf(ran)).toBe('');
        });

        it('type-checks under every strict flag with TypeScript 5.9 and 7', async () => {
          const module = type === 'module' ? 'nodenext' : 'commonjs';
          expect(await typeCheck(src(), '7', module)).toBe('');
          expect(await typeCheck(src(), '5.9', module)).toBe('');
        });

        it('boots and answers', async () => {
          server = await bootServer(src(), framework, { type, routes: { basePath: '' } });
          for (const { what, request, expected } of calls) {
            expect({ what, ...(await request(server.origin)) }).toMatchObject({ what, ...expected });
          }
          expect(server.exitCode()).toBeNull();
        });

        it('changes nothing when it runs again', async () => {
          const ran = await workspace.nx('g', '@org/backend:routes', 'openapi.yaml', `--framework=${framework}`, `--output=${OUTPUT}`, '--stubs=example');
          expect(failureOf(ran)).toBe('');
          expect(ran.stdout).not.toMatch(/^(CREATE|UPDATE|DELETE)/m);
        });
      });
    });
  }
}
