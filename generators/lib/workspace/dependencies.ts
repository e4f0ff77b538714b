import type { ExistingFiles } from '../merge';
import { readJsonObject } from './files';

export interface PackageRanges {
  readonly dependencies: Record<string, string>;
  readonly devDependencies: Record<string, string>;
}

/** Ranges the generated code is tested with, by package. */
const RANGES: Readonly<Record<string, string>> = {
  express: '^5.1.0',
  fastify: '^5.6.0',
  koa: '^3.0.0',
  '@koa/router': '^15.0.0',
  '@nestjs/common': '^12.0.0',
  '@nestjs/core': '^12.0.0',
  '@nestjs/platform-express': '^12.0.0',
  '@nestjs/swagger': '^12.0.0',
  '@fastify/busboy': '^3.2.0',
  'class-validator': '^0.15.1',
  'class-transformer': '^0.5.1',
  'reflect-metadata': '^0.2.2',
  rxjs: '^7.8.0',
  cors: '^2.8.5',
  helmet: '^8.1.0',
  'rate-limiter-flexible': '^11.0.0',
  typeorm: '^1.1.0',
  pg: '^8.16.0',
  mysql2: '^3.14.0',
  'better-sqlite3': '^12.0.0',
};

/** Packages that nothing needs when it runs. */
const TOOLS: Readonly<Record<string, string>> = { typescript: '~5.9.0' };

/** Packages that carry the types of others. */
const TYPES: Readonly<Record<string, string>> = { express: '@types/express', koa: '@types/koa', cors: '@types/cors' };
const TYPE_RANGES: Readonly<Record<string, string>> = { '@types/express': '^5.0.0', '@types/koa': '^3.0.0', '@types/cors': '^2.8.0' };

/**
 * Packages the generated code imports, and their types, that none of the manifests names.
 * @param imported packages by name
 * @param manifests paths of package.json files
 */
export function missingPackages(files: ExistingFiles, manifests: readonly string[], imported: readonly string[], frameworkMajor: number): PackageRanges {
  const named = new Set(manifests.flatMap((manifest) => {
    const json = readJsonObject(files, manifest);
    return ['dependencies', 'devDependencies', 'peerDependencies'].flatMap((field) => Object.keys((json?.[field] as object | undefined) ?? {}));
  }));
  const absent = (entries: readonly (readonly [string, string])[]): Record<string, string> => Object.fromEntries(entries.filter(([name]) => !named.has(name)));
  const types = imported.flatMap((name) => (TYPES[name] === undefined ? [] : [TYPES[name]]));
  return {
    dependencies: absent(imported.filter((name) => RANGES[name] !== undefined).map((name) => [name, RANGES[name]!])),
    devDependencies: absent([
      ...types.map((name) => [name, name === '@types/express' && frameworkMajor === 4 ? '^4.17.0' : TYPE_RANGES[name]!] as const),
      ...imported.flatMap((name) => (TOOLS[name] === undefined ? [] : [[name, TOOLS[name]] as const])),
      ['@types/node', '^24.0.0'],
    ]),
  };
}
