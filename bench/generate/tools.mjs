import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * The generators under comparison. Each gets a document and an empty folder and answers the command
 * to run there. They write different things: what each one covers is said in the table's heading.
 * @typedef {{ name: string, note: string, command(context: { root: string, bench: string, document: string, out: string }): string[] }} Tool
 * @type {Tool[]}
 */
export const TOOLS = [
  {
    name: 'openapi-typescript',
    note: 'types only',
    command: ({ root, document, out }) => [path.join(root, 'node_modules/openapi-typescript/bin/cli.js'), document, '-o', path.join(out, 'openapi.ts')],
  },
  {
    name: '@org/backend',
    note: 'types, validators, decoders, routes, stubs',
    command: ({ root, document, out }) => [path.join(root, 'e2e/harness/generate-child.cjs'), document, out, JSON.stringify({ framework: 'express' })],
  },
  {
    name: 'hey-api + zod',
    note: 'types, zod schemas',
    command: ({ bench, document, out }) => [bin(bench, '@hey-api/openapi-ts/bin/run.js'), '-i', document, '-o', out, '-p', '@hey-api/typescript', 'zod'],
  },
  {
    name: 'orval (zod)',
    note: 'zod schemas',
    command: ({ bench, document, out }) => {
      const config = { api: { input: { target: document }, output: { target: path.join(out, 'api.ts'), client: 'zod', mode: 'single' } } };
      const file = path.join(out, 'orval.config.cjs');
      writeFileSync(file, `module.exports = ${JSON.stringify(config)};\n`);
      return [bin(bench, 'orval/dist/bin/orval.mjs'), '--config', file];
    },
  },
  {
    name: 'kubb (ts, zod)',
    note: 'types, zod schemas',
    command: ({ bench, document, out }) => {
      const file = path.join(bench, 'out', 'kubb.config.mjs');
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, kubbConfig(document, out));
      return [bin(bench, '@kubb/cli/bin/kubb.cjs'), 'generate', '--config', file];
    },
  },
];

function bin(bench, place) {
  return path.join(bench, 'node_modules', place);
}

function kubbConfig(document, out) {
  return [
    "import { pluginOas } from '@kubb/plugin-oas';",
    "import { pluginTs } from '@kubb/plugin-ts';",
    "import { pluginZod } from '@kubb/plugin-zod';",
    'export default {',
    `  root: ${JSON.stringify(out)}, input: { path: ${JSON.stringify(document)} }, output: { path: 'gen', clean: true },`,
    '  plugins: [pluginOas({ validate: false }), pluginTs(), pluginZod()],',
    '};\n',
  ].join('\n');
}
