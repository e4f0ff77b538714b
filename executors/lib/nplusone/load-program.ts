import path from 'node:path';
import type ts from 'typescript';
import type { Context } from './context';
import { isTypeormFile } from './typeorm-calls';

/** The TypeScript project could not be read: there is nothing to search. */
export class NoProgram extends Error {
  override readonly name = 'NoProgram';
}

export interface ProgramOptions {
  /** The project's tsconfig.json, or its folder. */
  readonly project: string;
  /** Positions are given relative to this folder. */
  readonly root: string;
}

/**
 * The program of a tsconfig.json, with types resolved on demand; a solution file stands for the
 * projects it references.
 * @throws NoProgram
 */
export function loadProgram({ project, root }: ProgramOptions): Context {
  const compiler = require('typescript') as typeof ts;
  const config = path.extname(project) === '.json' ? project : path.join(project, 'tsconfig.json');
  const { files, options } = filesOf(compiler, config, new Set());
  if (files.length === 0) throw new NoProgram(`${path.relative(root, config)} names no source files`);
  const settings: ts.CompilerOptions = { ...options, noEmit: true, skipLibCheck: true, incremental: false, composite: false, types: [], lib: ['lib.esnext.d.ts'] };
  const program = compiler.createProgram({ rootNames: files, options: settings, host: leanHost(compiler, settings) });
  const checker = program.getTypeChecker();
  const searched = new Set(program.getSourceFiles().filter((file) => !file.isDeclarationFile && !program.isSourceFileFromExternalLibrary(file) && !isTest(file.fileName)));
  return {
    ts: compiler,
    checker, program,
    files: [...searched].sort((a, b) => (a.fileName < b.fileName ? -1 : 1)),
    isSearched: (file) => searched.has(file),
    positionOf(node) {
      const file = node.getSourceFile();
      const { line, character } = file.getLineAndCharacterOfPosition(node.getStart(file));
      return { file: path.relative(root, file.fileName).split(path.sep).join('/'), line: line + 1, column: character + 1 };
    },
  };
}

/**
 * A host that reads what hints are told from: the project, what it imports, TypeORM. The types of Node
 * and of the DOM, and what TypeORM itself imports, are most of what a compiler reads, and say nothing here.
 */
function leanHost(compiler: typeof ts, options: ts.CompilerOptions): ts.CompilerHost {
  const host = compiler.createCompilerHost(options);
  const cache = compiler.createModuleResolutionCache(host.getCurrentDirectory(), (name) => host.getCanonicalFileName(name), options);
  return {
    ...host,
    resolveTypeReferenceDirectiveReferences: (references) => references.map(() => ({ resolvedTypeReferenceDirective: undefined })),
    resolveModuleNameLiterals: (literals, file, redirected, own, source) => literals.map((literal) =>
      isTypeormFile(file) && !literal.text.startsWith('.') ? { resolvedModule: undefined }
        : compiler.resolveModuleName(literal.text, file, own, host, cache, redirected, compiler.getModeForUsageLocation(source, literal, own))),
  };
}

function filesOf(compiler: typeof ts, config: string, seen: Set<string>): { files: string[]; options: ts.CompilerOptions } {
  seen.add(path.resolve(config));
  const host: ts.ParseConfigFileHost = {
    ...compiler.sys, useCaseSensitiveFileNames: compiler.sys.useCaseSensitiveFileNames,
    onUnRecoverableConfigFileDiagnostic: ({ messageText }) => { throw new NoProgram(compiler.flattenDiagnosticMessageText(messageText, ' ')); },
  };
  const parsed = compiler.getParsedCommandLineOfConfigFile(config, {}, host);
  if (!parsed) throw new NoProgram(`${config} cannot be read`);
  let { fileNames: files, options } = parsed;
  for (const reference of parsed.projectReferences ?? []) {
    const next = compiler.resolveProjectReferencePath(reference);
    if (seen.has(path.resolve(next)) || !compiler.sys.fileExists(next)) continue;
    const inner = filesOf(compiler, next, seen);
    if (files.length === 0) options = inner.options;
    files = [...new Set([...files, ...inner.files])];
  }
  return { files: files.filter((file) => !isTest(file)), options };
}

function isTest(file: string): boolean {
  return /\.(spec|test|e2e-spec|int-spec|mock|fixture)\.[cm]?tsx?$|[\\/](__tests__|__mocks__|tests?|e2e)[\\/]/.test(file);
}
