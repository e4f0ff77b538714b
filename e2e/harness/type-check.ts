import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { repoRoot } from './paths';
import { run } from './run';

export type Compiler = '5.9' | '7';
export type ModuleKind = 'nodenext' | 'commonjs';

/** Every flag beyond `strict` that a careful project sets; generated code has to pass them all. */
const STRICTEST = {
  strict: true, noUncheckedIndexedAccess: true, exactOptionalPropertyTypes: true, noImplicitReturns: true, noFallthroughCasesInSwitch: true,
  noImplicitOverride: true, noPropertyAccessFromIndexSignature: true, noUnusedLocals: true, noUnusedParameters: true, isolatedModules: true,
};

/**
 * Type-checks every source under `folder` and returns the compiler's messages; empty: it passed.
 * @param folder absolute; needs a node_modules above it
 */
export async function typeCheck(folder: string, compiler: Compiler, module: ModuleKind, strictest = true): Promise<string> {
  const config = path.join(folder, `tsconfig.${compiler}-${module}.json`);
  writeFileSync(config, JSON.stringify({ compilerOptions: compilerOptions(compiler, module, strictest), include: ['**/*.ts'] }, null, 2));
  const { status, stdout, stderr } = await run('node', [compilerPath(compiler), '-p', config], { cwd: folder, env: { NODE_OPTIONS: '--max-old-space-size=6144' } });
  return status === 0 ? '' : `${stdout}${stderr}`.trim() || `exit ${status}`;
}

function compilerOptions(compiler: Compiler, module: ModuleKind, strictest: boolean): Record<string, unknown> {
  // TypeScript 7 knows no "node10"; CommonJS with bundler resolution is its nearest relative.
  const resolution = module === 'nodenext' ? 'nodenext' : compiler === '5.9' ? 'node10' : 'bundler';
  return {
    target: 'es2022', lib: ['es2023'], types: ['node'], module, moduleResolution: resolution, esModuleInterop: true, experimentalDecorators: true, emitDecoratorMetadata: true,
    noEmit: true, skipLibCheck: true, ...(strictest ? STRICTEST : { strict: true }),
  };
}

function compilerPath(compiler: Compiler): string {
  const name = compiler === '7' ? 'typescript7' : 'typescript';
  return path.join(repoRoot, 'node_modules', name, 'bin', 'tsc');
}
