import * as fs from 'node:fs';
import * as path from 'node:path';
import ts from 'typescript';
import type { SourcePosition } from '../../../diagnostics';
import { compilerHost } from './compiler-host';
import { compilerOptions } from './compiler-options';
import { listSourceFiles } from './list-source-files';
import { aliasCandidates } from './module-aliases';
import { findUp } from './package-root';

/** The files below a directory, parsed and bound, and what their imports lead to. */
export class SourceProgram {
  readonly program: ts.Program;
  readonly checker: ts.TypeChecker;
  readonly packageRoot: string | undefined;
  private readonly options: ts.CompilerOptions;
  private readonly cache: ts.ModuleResolutionCache;

  constructor(readonly root: string, readonly files: readonly string[], tsConfig?: string) {
    this.options = compilerOptions(root, tsConfig);
    this.packageRoot = findUp(fs.statSync(root, { throwIfNoEntry: false })?.isFile() ? path.dirname(root) : root, ['package.json']);
    this.cache = ts.createModuleResolutionCache(root, (name) => name, this.options);
    this.program = ts.createProgram({ rootNames: [...files], options: this.options, host: compilerHost(this.options) });
    this.checker = this.program.getTypeChecker();
  }

  static of(root: string, tsConfig?: string): SourceProgram {
    return new SourceProgram(root, listSourceFiles(root), tsConfig);
  }

  /** A parsed file; files that only a dynamic `require` names are parsed when they are met, without types. */
  sourceFile(file: string): ts.SourceFile | undefined {
    const known = this.program.getSourceFile(file) ?? this.extra.get(file);
    if (known !== undefined) return known;
    const text = ts.sys.readFile(file);
    if (text === undefined) return undefined;
    const parsed = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true);
    this.extra.set(file, parsed);
    return parsed;
  }

  /** The file an import leads to; undefined for installed packages, Node's own modules and what is missing. */
  resolve(specifier: string, from: string): string | undefined {
    for (const candidate of [specifier, ...aliasCandidates(specifier, this.packageRoot)]) {
      const { resolvedModule } = ts.resolveModuleName(candidate, from, this.options, ts.sys, this.cache);
      const file = resolvedModule?.resolvedFileName;
      if (file !== undefined && !resolvedModule?.isExternalLibraryImport && !/\.d\.[mc]?ts$|[\\/]node_modules[\\/]/.test(file)) return file;
      if (/^(\.\.?)?\//.test(candidate)) {
        const plain = path.resolve(path.dirname(from), candidate);
        const twin = [plain, `${plain}.json`].find((name) => fs.statSync(name, { throwIfNoEntry: false })?.isFile());
        const found = twin ?? otherCase(plain);
        if (found !== undefined) return found;
      }
    }
    return undefined;
  }

  private readonly extra = new Map<string, ts.SourceFile>();
}

/** `./utils/env.util` for `utils/Env.Util.ts`: written where file names have no case. */
function otherCase(wanted: string): string | undefined {
  const folder = path.dirname(wanted);
  const name = path.basename(wanted).toLowerCase();
  const entries = fs.statSync(folder, { throwIfNoEntry: false })?.isDirectory() ? fs.readdirSync(folder) : [];
  const hit = entries.find((entry) => entry.toLowerCase() === name || entry.toLowerCase().replace(/\.[mc]?[jt]sx?$/, '') === name.replace(/\.[mc]?jsx?$/, ''));
  const file = hit === undefined ? undefined : path.join(folder, hit);
  return file !== undefined && fs.statSync(file).isFile() ? file : undefined;
}

/** Where a node starts, comments before it left out. */
export function positionOf(node: ts.Node): SourcePosition {
  const file = node.getSourceFile();
  const { line, character } = file.getLineAndCharacterOfPosition(node.getStart(file));
  return { file: file.fileName, line: line + 1, column: character + 1 };
}
