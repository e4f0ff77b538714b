import { memoryFiles } from '../merge/testing/memory-files';
import { frameworkMajor, frameworksInUse } from './framework';
import { importExtension } from './import-extension';
import { outputPlace } from './output-place';
import { recordedSettings } from './settings';

const files = (content: Record<string, unknown>) => ({
  root: '/virtual',
  ...memoryFiles(Object.fromEntries(Object.entries(content).map(([file, value]) => [file, typeof value === 'string' ? value : JSON.stringify(value)]))),
});
const extension = (content: Record<string, unknown>) => importExtension(files(content), 'apps/api/src');

describe('importExtension', () => {
  const esm = { 'apps/api/package.json': { type: 'module' } };

  it.each<[string, string, Record<string, unknown>]>([
    ['CommonJS by default', '', {}],
    ['Node ESM', '.js', { ...esm, 'tsconfig.json': { compilerOptions: { module: 'nodenext' } } }],
    ['nodenext in a CommonJS package, whose dynamic imports need it too', '.js', { 'tsconfig.json': { compilerOptions: { module: 'nodenext' } } }],
    ['ESM through a bundler', '', { ...esm, 'tsconfig.json': { compilerOptions: { module: 'esnext', moduleResolution: 'bundler' } } }],
    ['an ES module package without tsconfig', '.js', esm],
    ['the project\'s own config, which extends the base and has comments', '.js', {
      ...esm,
      'tsconfig.base.json': '{ // all\n "compilerOptions": { "module": "node16", }, }',
      'apps/api/tsconfig.json': { extends: '../../tsconfig.base.json', files: [], references: [{ path: './tsconfig.app.json' }] },
      'apps/api/tsconfig.app.json': { extends: './tsconfig.json', compilerOptions: { types: ['node'] } },
    }],
    ['sources that Node runs', '.ts', { ...esm, 'tsconfig.json': { compilerOptions: { module: 'nodenext', allowImportingTsExtensions: true, noEmit: true } } }],
    ['sources that tsc rewrites', '.ts', { ...esm, 'tsconfig.json': { compilerOptions: { module: 'nodenext', rewriteRelativeImportExtensions: true } } }],
    ['the nearest package.json', '', { 'package.json': { type: 'module' }, 'apps/api/package.json': {}, 'tsconfig.json': { compilerOptions: { module: 'esnext' } } }],
    ['CommonJS by its tsconfig', '', { 'tsconfig.json': { compilerOptions: { module: 'commonjs' } } }],
    ['an odd resolution', '.js', { 'tsconfig.json': { compilerOptions: { module: 'esnext', moduleResolution: 'node16' } } }],
  ])('%s: %j', (_what, expected, content) => expect(extension(content)).toBe(expected));

  it('follows what configs extend: several, with later ones winning, without .json, and in circles', () => {
    const base = (module: string, more = {}) => ({ compilerOptions: { module }, ...more });
    expect(extension({ ...esm, 'tsconfig.json': { extends: ['./a', './b.json'] }, 'a.json': base('nodenext'), 'b.json': base('CommonJS') })).toBe('');
    expect(extension({ ...esm, 'tsconfig.json': { extends: './tsconfig.json' } })).toBe('.js');
    expect(extension({ 'tsconfig.json': { extends: '@no/such-config' } })).toBe('');
    expect(extension({ 'tsconfig.json': 'not json' })).toBe('');
    expect(extension({ 'tsconfig.json': '{ "compilerOptions": { /* "module": "commonjs", */ "module": "NodeNext", "outDir": "// not, a /* comment,}", }, }' })).toBe('.js');
  });

  it('does as told', () => expect(importExtension(files({}), 'src', 'ts')).toBe('.ts'));
});

describe('frameworkMajor', () => {
  const major = (content: Record<string, unknown>) => frameworkMajor(files(content), 'apps/api', 'express').value;

  it('asks the installed package, then the declared range, then takes the newest', () => {
    expect(major({ 'node_modules/express/package.json': { version: '4.22.0' }, 'package.json': { dependencies: { express: '^5.0.0' } } })).toBe(4);
    expect(major({ 'package.json': { dependencies: { express: 'npm:express@~4.1' } } })).toBe(4);
    expect(major({ 'package.json': { dependencies: { express: 'catalog:' } } })).toBe(5);
    expect(major({ 'node_modules/express/package.json': { version: '6.0.0' } })).toBe(5);
    expect(major({})).toBe(5);
  });

  it('refuses one that is too old', () => {
    const { diagnostics } = frameworkMajor(files({ 'package.json': { dependencies: { fastify: '4' } } }), '.', 'fastify');
    expect(diagnostics).toEqual([expect.objectContaining({ code: 'BACKEND_ROUTES_FRAMEWORK_UNSUPPORTED', severity: 'error' })]);
  });

  it('tells the framework from the nearest package.json that names one', () => {
    const content = { 'package.json': { dependencies: { express: '5', koa: '3' } }, 'apps/api/package.json': { dependencies: { fastify: '5' } } };
    expect(frameworksInUse(files(content), 'apps/api/src')).toEqual(['fastify']);
    expect(frameworksInUse(files(content), 'apps/other')).toEqual(['express', 'koa']);
  });
});

describe('outputPlace', () => {
  it('puts middleware/ and types/ beside the routes, whatever their folder is called', () => {
    const place = outputPlace('apps/api/src/http/');
    expect(['routes/users.ts', 'types/openapi.ts', 'routes'].map(place.of)).toEqual(['apps/api/src/http/users.ts', 'apps/api/src/types/openapi.ts', 'apps/api/src/http']);
    expect(place.from('apps/api/src/http/users.ts')).toBe('routes/users.ts');
    expect(place.from('apps/api/src/middleware/a.ts')).toBe('middleware/a.ts');
    expect(outputPlace('routes').of('types/openapi.ts')).toBe('types/openapi.ts');
  });
});

describe('recordedSettings', () => {
  it('keeps what differs from the defaults, in a fixed order', () => {
    const options = { tests: true, errors: 'envelope', framework: 'koa', output: 'src/routes', openapi: 'a.yaml', verbose: true } as const;
    expect(JSON.stringify(recordedSettings(options))).toBe('{"openapi":"a.yaml","output":"src/routes","framework":"koa","tests":true}');
  });
});
