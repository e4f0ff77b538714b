import path from 'node:path';
import type { Diagnostic, Result } from '../../../../generators/lib/diagnostics';
import { hasErrors } from '../../../../generators/lib/diagnostics';
import type { ExampleTools } from '../../../../generators/lib/examples/build-example';
import type { Api, Operation } from '../../../../generators/lib/model';
import { buildApi } from '../../../../generators/lib/model/build-api';
import { allocateNames } from '../../../../generators/lib/names/allocate-names';
import { moveDiagnostic } from '../../../../generators/lib/move-diagnostic';
import { readDocument } from '../../../../generators/lib/openapi';
import { SchemaCompiler } from '../../../../generators/lib/validation/schema/compiler';

/** A document that is ready to be called. */
export interface Spec {
  readonly file: string;
  readonly api: Api;
  readonly compiler: SchemaCompiler;
  readonly tools: ExampleTools;
  /** What people call an operation: its operationId, or `GET /users/{id}`. */
  nameOf(operation: Operation): string;
}

/**
 * Reads an OpenAPI document: the generator's own stages, so what is sent and what is checked is what
 * generated servers read.
 * @param file absolute path
 * @param root positions are relative to it
 */
export async function openSpec(file: string, root: string = path.dirname(file)): Promise<Result<Spec | undefined>> {
  const read = await readDocument(file);
  const shown = (found: readonly Diagnostic[]): Diagnostic[] => found.map((one) => moveDiagnostic(one, (name) => path.relative(root, path.resolve(path.dirname(file), name))));
  if (!read.value || hasErrors(read.diagnostics)) return { value: undefined, diagnostics: shown(read.diagnostics) };
  const built = buildApi(read.value);
  const diagnostics = shown([...read.diagnostics, ...built.diagnostics]);
  if (hasErrors(diagnostics)) return { value: undefined, diagnostics };
  const api = built.value;
  const compiler = new SchemaCompiler({ document: api.document, names: allocateNames(api).value, importExtension: '' });
  const tools = { document: api.document, evaluate: compiler.evaluate.bind(compiler), evaluatePlainly: compiler.evaluatePlainly.bind(compiler) };
  return { value: { file, api, compiler, tools, nameOf }, diagnostics };
}

function nameOf({ operationId, method, path: template }: Operation): string {
  return operationId ?? `${method.toUpperCase()} ${template.text}`;
}
