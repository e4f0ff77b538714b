import path from 'node:path';
import type { AppSettings } from './settings';

/** Options of the compiler that the sources want, whatever the workspace's own are for. */
export function tsconfigOf({ root, framework, base, references }: AppSettings): object {
  const own = { target: 'es2023', module: 'nodenext', moduleResolution: 'nodenext', strict: true, skipLibCheck: true, types: ['node'], rootDir: 'src', outDir: 'dist' };
  return {
    ...(base !== undefined && { extends: path.posix.relative(root, base) }),
    compilerOptions: {
      ...own,
      // A workspace that builds by references has its libraries emit declarations, or nothing.
      ...(base !== undefined && { noEmit: false, emitDeclarationOnly: false, importHelpers: false }),
      ...(references && { composite: true }),
      ...(framework === 'nest' && { experimentalDecorators: true, emitDecoratorMetadata: true }),
    },
    include: ['src/**/*.ts'],
  };
}
