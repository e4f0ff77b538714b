import type { Framework } from '../emit/context';
import type { Api } from '../model';
import type { WorkspaceFiles } from './files';
import { readJsonObject } from './files';

export interface PackageRanges {
  readonly dependencies: Record<string, string>;
  readonly devDependencies: Record<string, string>;
}

const RUNTIME: Record<Framework, Record<string, string>> = {
  express: { express: '^5.1.0' },
  fastify: { fastify: '^5.6.0' },
  koa: { koa: '^3.0.0', '@koa/router': '^15.0.0' },
};
const TYPES: Record<Framework, Record<string, string>> = {
  express: { '@types/express': '^5.0.0' },
  fastify: {},
  koa: { '@types/koa': '^3.0.0' },
};

/** Packages the generated code imports that no package.json on the way up from the project names. */
export function missingPackages(
  files: WorkspaceFiles, manifests: readonly string[], framework: Framework, frameworkMajor: number, api: Api, validator: string,
): PackageRanges {
  const named = new Set(manifests.flatMap((manifest) => {
    const json = readJsonObject(files, manifest);
    return ['dependencies', 'devDependencies', 'peerDependencies'].flatMap((field) => Object.keys((json?.[field] as object | undefined) ?? {}));
  }));
  const absent = (ranges: Record<string, string>): Record<string, string> =>
    Object.fromEntries(Object.entries(ranges).filter(([name]) => !named.has(name)));
  const express4 = framework === 'express' && frameworkMajor === 4;
  return {
    dependencies: absent({
      ...RUNTIME[framework],
      ...(usesMultipart(api) && { '@fastify/busboy': '^3.2.0' }),
      ...(validator === 'class-validator' && { 'class-validator': '^0.14.0 || ^0.15.0', 'class-transformer': '^0.5.1', 'reflect-metadata': '^0.2.0' }),
    }),
    devDependencies: absent({ ...TYPES[framework], ...(express4 && { '@types/express': '^4.17.0' }), '@types/node': '^24.0.0' }),
  };
}

function usesMultipart(api: Api): boolean {
  return api.operations.some(({ requestBody }) => requestBody?.content.some(({ mediaType }) => mediaType.startsWith('multipart/')));
}
