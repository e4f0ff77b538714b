import type ts from 'typescript';
import { declareFastify } from '../fastify/declared';
import { collectRoutes } from '../http/collect-routes';
import { flatten } from '../http/handlers';
import type { Recorder } from '../http/recorder';
import type { ServedRoute } from '../http/routes';
import { runRoute } from '../http/run-route';
import { nestOperations } from '../nest/nest-operations';
import { readManifest } from '../program/package-root';
import type { RecoveredApi } from '../recovered-api';
import { functionsOf, wrappedFunctions } from '../values/inspect';
import type { FunctionValue, Value } from '../values/value';
import { PathsBuilder, type Operation } from './api-document';
import { buildOperation, NOTHING_DECLARED } from './build-operation';
import { applyComments } from './openapi-comments';
import { OperationNames } from './operation-names';
import { usedSchemas } from './used-schemas';

/** The document of everything a recorder has found; with `only`, of the routes that this folder declares. */
export function assemble(recorder: Recorder, only: string | undefined): RecoveredApi {
  const operations = [...collectRoutes(recorder).map((route) => operationOf(recorder, route)), ...nestOperations(recorder)].filter((operation) => only === undefined || isIn(operation.node, only));
  const counts = new Map<string, number>();
  for (const { handlerName } of operations) if (handlerName !== undefined) counts.set(handlerName, (counts.get(handlerName) ?? 0) + 1);
  const names = new OperationNames(counts);
  const builder = new PathsBuilder(recorder);
  for (const operation of operations) builder.add(operation, names.allocate(operation.method, operation.path, operation.handlerName));
  const extra = applyComments(recorder, builder);
  if (Object.keys(builder.paths).length === 0) recorder.report('BACKEND_RECOVER_NO_ROUTES', 'No routes of Express, Fastify, Koa or Nest were found', undefined, 'Name the folder of the application, or its entry file with --entry.');
  const manifest = readManifest(recorder.program.packageRoot);
  const text = (value: unknown, other: string): string => (typeof value === 'string' && value !== '' ? value : other);
  const document: Record<string, unknown> = {
    openapi: '3.1.1',
    info: { title: text(manifest['name'], 'API'), version: text(manifest['version'], '0.0.0'), ...(text(manifest['description'], '') !== '' && { description: manifest['description'] }), ...extra.info },
    paths: builder.paths,
  };
  const schemas = usedSchemas({ paths: builder.paths, components: extra.components }, recorder.components.schemas);
  const components = {
    ...extra.components,
    ...((Object.keys(schemas).length > 0 || extra.components['schemas'] !== undefined) && { schemas: { ...schemas, ...(extra.components['schemas'] as object | undefined) } }),
    ...((recorder.components.securitySchemes.size > 0 || extra.components['securitySchemes'] !== undefined) && { securitySchemes: { ...Object.fromEntries(recorder.components.securitySchemes), ...(extra.components['securitySchemes'] as object | undefined) } }),
  };
  if (Object.keys(components).length > 0) document['components'] = components;
  return { document, inferred: builder.inferred, positions: builder.positions, diagnostics: recorder.diagnostics };
}

function isIn(node: ts.Node, folder: string): boolean {
  const { fileName } = node.getSourceFile();
  return fileName === folder || fileName.startsWith(`${folder}/`);
}

function operationOf(recorder: Recorder, route: ServedRoute): Operation {
  const exchange = runRoute(recorder, route);
  const declared = route.framework === 'fastify' ? declareFastify(recorder, route.options, exchange) : NOTHING_DECLARED;
  const handler = handlerOf(flatten(route.own).at(-1));
  return buildOperation(recorder, { method: route.method, path: route.path, node: route.node, ...(handler && { handler: handler.node }), ...(handler?.name && { handlerName: handler.name }) }, exchange, declared);
}

function handlerOf(value: Value | undefined): FunctionValue | undefined {
  if (value?.kind === 'external') return wrappedFunctions(value).at(-1);
  return functionsOf(value)[0];
}
