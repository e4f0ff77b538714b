import { readFileSync } from 'node:fs';
import path from 'node:path';

/** JavaScript (CommonJS) of a TypeScript file, with its source map inline. */
export type Compiler = (file: string) => string;

/** Quick: one file at a time, without looking at others. */
export function swcCompiler(options: object): Compiler {
  const { compile } = require('@swc-node/register/register') as { compile(source: string, file: string, options: object): string };
  return (file) => compile(readFileSync(file, 'utf8'), file, { ...options });
}

/** Thorough: `design:type` is what the checker finds, across files, as in tsc's own output. */
export function typedCompiler(project: string, entry: string): Compiler {
  const ts = require('typescript') as typeof import('typescript');
  const { config } = ts.readConfigFile(project, ts.sys.readFile) as { config: object };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, path.dirname(project));
  const settings = {
    ...options, module: ts.ModuleKind.CommonJS, moduleResolution: ts.ModuleResolutionKind.Node10, ignoreDeprecations: '5.0', noEmit: false, declaration: false, sourceMap: false,
    inlineSourceMap: true, inlineSources: false, skipLibCheck: true, allowJs: false, types: [], rootDir: undefined, outDir: undefined,
  };
  const files = new Set([entry]);
  const service = ts.createLanguageService({
    getCompilationSettings: () => settings,
    getScriptFileNames: () => [...files],
    getScriptVersion: () => '1',
    getScriptSnapshot: (file) => (ts.sys.fileExists(file) ? ts.ScriptSnapshot.fromString(ts.sys.readFile(file) ?? '') : undefined),
    getCurrentDirectory: () => path.dirname(project),
    getDefaultLibFileName: (own) => ts.getDefaultLibFilePath(own),
    fileExists: ts.sys.fileExists, readFile: ts.sys.readFile, readDirectory: ts.sys.readDirectory, directoryExists: ts.sys.directoryExists, getDirectories: ts.sys.getDirectories,
  });
  const fallback = swcCompiler({ ...options, module: ts.ModuleKind.CommonJS });
  return (file) => {
    // What the entry imports is there; what a glob finds is not, and makes a new program.
    if (!service.getProgram()?.getSourceFile(file)) files.add(file);
    const output = service.getEmitOutput(file).outputFiles.find(({ name }) => /\.[cm]?js$/.test(name))?.text ?? fallback(file);
    return pathsResolved(output, options.paths, file);
  };

  /** TypeScript leaves `paths` in the specifiers, and says where they lead. */
  function pathsResolved(code: string, paths: object | undefined, file: string): string {
    if (paths === undefined) return code;
    return code.replace(/require\("([^"]+)"\)/g, (whole, specifier: string) => {
      if (/^[./]/.test(specifier) || !Object.keys(paths).some((alias) => matches(alias, specifier))) return whole;
      const found = ts.resolveModuleName(specifier, file, settings, ts.sys).resolvedModule?.resolvedFileName;
      return found === undefined || found.endsWith('.d.ts') ? whole : `require(${JSON.stringify(found)})`;
    });
  }
}

function matches(alias: string, specifier: string): boolean {
  const [before, after] = alias.split('*', 2) as [string, string | undefined];
  return after === undefined ? alias === specifier : specifier.startsWith(before) && specifier.endsWith(after);
}
