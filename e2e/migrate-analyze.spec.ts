import { cpSync, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { NX_PACKAGES, pinned } from './harness/install';
import { packedPlugin } from './harness/pack';
import { repoRoot } from './harness/paths';
import { failureOf, run, type Ran } from './harness/run';
import { createWorkspace, type Workspace } from './harness/workspace';

jest.setTimeout(1_200_000);

/** `migrate-analyze` of the example, from the packed plugin, without a server: what Nx's cache answers and what it does not. */
describe('migrate-analyze in a workspace', () => {
  let workspace: Workspace;
  const app = 'apps/api-orders';
  // Three embedded databases: a busy machine takes its time over them.
  const analyze = (...args: string[]): Promise<Ran> => run('node', [path.join(workspace.root, 'node_modules', '.bin', 'nx'), 'run', 'api-orders:migrate-analyze', ...args], {
    cwd: workspace.root, env: { NX_WORKSPACE_DATA_DIRECTORY: path.join(workspace.root, '.nx-data'), SHOP: 'postgres://me:secret@127.0.0.1:1/app' }, timeout: 580,
  });
  const cached = ({ stdout }: Ran): boolean => /read the output from the cache/.test(stdout);
  const report = () => JSON.parse(workspace.read('reports/api-orders/migrate-analyze/report.json')) as { ok: boolean; findings: { rule: string; position?: { file: string } }[] };

  beforeAll(async () => {
    const { tarball } = await packedPlugin();
    const dependencies = pinned([...NX_PACKAGES, 'typeorm', 'reflect-metadata', 'typescript', '@types/node']);
    workspace = await createWorkspace({ name: 'migrate-analyze', install: { dependencies, packages: [tarball] } });
    cpSync(path.join(repoRoot, 'examples', app), path.join(workspace.root, app), { recursive: true, filter: (from) => !/[\\/](node_modules|dist)$/.test(from) });
    cpSync(path.join(repoRoot, 'examples/tsconfig.base.json'), path.join(workspace.root, 'tsconfig.base.json'));
    workspace.write('.gitignore', 'node_modules\n.nx\n.nx-data\nreports\n');
    expect(failureOf(await workspace.nx('g', '@org/backend:init'))).toBe('');
  });
  afterAll(() => workspace?.remove());

  it('infers the target, finds no drift, and hints at the query in the loop', async () => {
    const ran = await analyze();
    expect(failureOf(ran)).toBe('');
    expect(cached(ran)).toBe(false);
    expect(report().findings.filter(({ rule }) => rule === 'n-plus-one' || rule === 'drift')).toEqual([expect.objectContaining({ rule: 'n-plus-one', position: expect.objectContaining({ file: `${app}/src/orders/order-service.ts` }) })]);
    for (const name of ['report.html', 'report.md', 'report.sarif', 'diagram.svg']) expect(existsSync(path.join(workspace.root, 'reports/api-orders/migrate-analyze', name))).toBe(true);
  });

  it('is answered from the cache the second time, also after a change of another project', async () => {
    expect(cached(await analyze())).toBe(true);
    workspace.write('apps/api/src/other.ts', 'export const other = 1;\n');
    expect(cached(await analyze())).toBe(true);
  });

  it('runs again when an entity changes, and fails for the drift', async () => {
    const entity = `${app}/src/orders/customer.entity.ts`;
    workspace.write(entity, readFileSync(path.join(workspace.root, entity), 'utf8').replace("  @Column('text')\n  name!", "  @Column('text', { nullable: true })\n  phone?: string;\n\n  @Column('text')\n  name!"));
    const ran = await analyze();
    expect([ran.status, cached(ran)]).toEqual([1, false]);
    expect(ran.stdout).toContain('The column public.customers.phone is in the entities, not in the migrations');
    expect(report()).toMatchObject({ ok: false });
  });

  it('fails exactly by failOn', async () => {
    expect((await analyze('--failOn=none')).status).toBe(0);
  });

  it('never answers a run with a connection from the cache', async () => {
    // Nobody listens there: what matters is that the second run finds that out itself.
    for (let i = 0; i < 2; i++) {
      const ran = await analyze('--connection=env:SHOP', '--nPlusOne=false');
      expect([ran.status, cached(ran)]).toEqual([1, false]);
      expect(`${ran.stdout}${ran.stderr}`).toContain('BACKEND_SCHEMA_CONNECTION');
      expect(`${ran.stdout}${ran.stderr}${workspace.read('reports/api-orders/migrate-analyze/report.html')}`).not.toContain('secret');
    }
  });
});
