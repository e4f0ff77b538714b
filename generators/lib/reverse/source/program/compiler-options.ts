import * as fs from 'node:fs';
import * as path from 'node:path';
import ts from 'typescript';
import { findUp } from './package-root';

/**
 * Options to read `root` with: paths and bases of its tsconfig.json, and otherwise whatever makes
 * most of JavaScript and TypeScript, ESM and CommonJS, without installed packages.
 */
export function compilerOptions(root: string, tsConfig: string | undefined): ts.CompilerOptions {
  const file = tsConfig ?? nearestConfig(root);
  const theirs = file === undefined ? {} : readConfig(file);
  return {
    ...(theirs.baseUrl !== undefined && { baseUrl: theirs.baseUrl }),
    ...(theirs.paths !== undefined && { paths: theirs.paths }),
    ...(theirs.rootDirs !== undefined && { rootDirs: theirs.rootDirs }),
    ...(theirs.pathsBasePath !== undefined && { pathsBasePath: theirs.pathsBasePath }),
    allowJs: true,
    checkJs: false,
    noEmit: true,
    strict: true,
    skipLibCheck: true,
    experimentalDecorators: true,
    esModuleInterop: true,
    resolveJsonModule: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    types: [],
    maxNodeModuleJsDepth: 0,
  };
}

function nearestConfig(root: string): string | undefined {
  const names = ['tsconfig.json', 'tsconfig.app.json', 'tsconfig.base.json', 'jsconfig.json'];
  const folder = findUp(root, names);
  return folder === undefined ? undefined : names.map((name) => path.join(folder, name)).find((file) => fs.existsSync(file));
}

function readConfig(file: string): ts.CompilerOptions {
  const read = ts.readConfigFile(file, (name) => ts.sys.readFile(name));
  if (read.config === undefined) return {};
  return ts.parseJsonConfigFileContent(read.config, { ...ts.sys, readDirectory: () => [] }, path.dirname(file)).options;
}
