import { addProjectConfiguration } from '@nx/devkit';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { parse } from 'yaml';
import routesGenerator from '../routes/generator';
import specGenerator from './generator';

const OPENAPI = `openapi: 3.1.0
info: { title: Shop, version: '1' }
paths:
  /orders: # all of them
    get:
      operationId: listOrders
      parameters: [{ name: limit, in: query, schema: { type: integer, maximum: 100 } }]
      responses: { '200': { description: ok } }
`;

describe('spec generator', () => {
  it('writes, checks and fails on drift', async () => {
    const tree = createTreeWithEmptyWorkspace();
    addProjectConfiguration(tree, 'api', { root: 'apps/api', sourceRoot: 'apps/api/src', projectType: 'application', targets: {} });
    tree.write('apps/api/package.json', '{"dependencies":{"express":"^5.0.0"}}');
    tree.write('apps/api/contract.yaml', OPENAPI);
    await routesGenerator(tree, { openapi: 'apps/api/contract.yaml', output: 'apps/api/src/routes', skipFormat: true, skipPackageJson: true });
    const directory = 'apps/api/src/routes';

    await specGenerator(tree, { directory });
    expect(parse(tree.read('apps/api/openapi.yaml', 'utf-8')!)).toEqual({ ...(parse(OPENAPI) as object), openapi: '3.1.0' });

    const before = tree.read('apps/api/contract.yaml', 'utf-8');
    await specGenerator(tree, { directory, base: 'apps/api/contract.yaml', check: true });
    await specGenerator(tree, { directory, base: 'apps/api/contract.yaml' });
    expect(tree.read('apps/api/contract.yaml', 'utf-8')).toBe(before);

    tree.write('apps/api/contract.yaml', OPENAPI.replace('maximum: 100', 'maximum: 500'));
    await expect(specGenerator(tree, { directory, base: 'apps/api/contract.yaml', check: true })).rejects.toThrow(/1 difference, 1 breaking\.\n\nbreaking upper-bound-decreased \(GET \/orders, request\)/);
    await expect(specGenerator(tree, { directory: 'apps/api/nowhere' })).rejects.toThrow('BACKEND_SPEC_NOTHING');

    tree.delete('apps/api/src/types/openapi.json');
    // What the code says cannot be read either: a tree's files are not on disk.
    await expect(specGenerator(tree, { directory })).rejects.toThrow(/BACKEND_SPEC_STORED_MISSING [^]*Generate the routes again[^]*BACKEND_SPEC_NOTHING nothing is known of the generated routes in apps\/api\/src\/routes[^]*calls registerRoutes/);
  }, 60_000);
});
