import type { Code, File } from './code';
import type { Diagnostic, Result } from './diagnostics';
import type { EmitContext } from './emit/context';
import type { Api, BundledDocument, Operation } from './model';
import type { ReadOptions } from './openapi';
import type { Names } from './names/names';

/** What a framework prints of the files that are the user's own. */
export interface HandlerTemplates {
  /** One statement: an exported const that is the unwritten handler of an operation. */
  handlerStub(operation: Operation, context: EmitContext): Code;
  /** Imports and comments at the top of a handler file. */
  handlerFileHeader(context: EmitContext): Code;
}

/** The stages of a run in order, as one seam: tests of the pipeline put their own in. */
export interface Stages {
  readDocument(entry: string, options: ReadOptions): Promise<Result<BundledDocument | undefined>>;
  buildApi(document: BundledDocument): Result<Api>;
  allocateNames(api: Api): Result<Names>;
  /** Runs in a worker thread, beside the emitters. */
  emitOpenapiTypes(context: EmitContext): Promise<File>;
  assemble(context: EmitContext): Assembly;
}

/** The emitters of one run, which share its compiled schemas. */
export interface Assembly {
  /** The given context, completed with the examples of `--stubs=example`. */
  readonly context: EmitContext;
  /** Every generated file but types/openapi.ts, and the files of the user's that are written once; no handler files. */
  emit(): Result<File[]>;
  readonly templates: HandlerTemplates;
  /** What printing handlers has found; complete once they are printed. */
  diagnostics(): readonly Diagnostic[];
}
