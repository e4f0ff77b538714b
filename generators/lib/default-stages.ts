import type { File } from './code';
import { emitContractTests } from './contract-tests/emit-contract-tests';
import type { Diagnostic } from './diagnostics';
import type { EmitContext, Framework } from './emit/context';
import { exampleReplies } from './example-replies';
import { buildExampleRequest } from './examples/example-request';
import { serializeRequest } from './examples/serialize-request';
import { runtimeFiles } from './frameworks/shared/runtime-files';
import { buildApi } from './model/build-api';
import { allocateNames } from './names/allocate-names';
import { readDocument } from './openapi';
import type { Assembly, HandlerTemplates, Stages } from './stages';
import { emitDocument } from './types/emit-document';
import { emitOpenapiTypes } from './types/emit-openapi-types';
import { emitOperationTypes } from './types/emit-operations';
import { emitValidators } from './validation/emit-validators';
import { SchemaCompiler } from './validation/schema/compiler';

/** What each framework exports. */
interface FrameworkEmitter extends HandlerTemplates {
  /** Generated files: routes/index.ts and the framework's runtime. */
  emit(context: EmitContext): File[];
  errorsFile(context: EmitContext): File;
  authenticatorsFile(context: EmitContext): File;
  /** What of the API the framework cannot do. */
  findings?(context: EmitContext): readonly Diagnostic[];
}

/** The stages of this package. */
export function defaultStages(): Stages {
  return { readDocument, buildApi, allocateNames, emitOpenapiTypes, assemble };
}

function assemble(given: EmitContext): Assembly {
  const { api, names, options } = given;
  const compiler = new SchemaCompiler({ document: api.document, names, importExtension: options.importExtension });
  const tools = { document: api.document, evaluate: compiler.evaluate.bind(compiler), evaluatePlainly: compiler.evaluatePlainly.bind(compiler) };
  const replies = exampleReplies(tools);
  const context: EmitContext = options.stubs === 'example' ? { ...given, exampleReply: replies.of } : given;
  const framework = loadFramework(options.framework);
  return {
    context,
    templates: framework,
    diagnostics: () => replies.diagnostics,
    emit: () => {
      const validators = emitValidators(context, compiler);
      const diagnostics: Diagnostic[] = [];
      const tests = options.tests ? emitContractTests(context, (operation) => {
        const request = buildExampleRequest(operation, tools);
        diagnostics.push(...request.diagnostics);
        if (!request.value) return undefined;
        const { parameters, body } = request.value;
        return serializeRequest(operation, { parameters, ...(body && { body: { mediaType: body.content, value: body.value } }) });
      }) : [];
      const support = options.tests ? runtimeFiles(['contract'], context) : [];
      const files = [...validators.value, ...framework.emit(context), emitOperationTypes(context), emitDocument(context), framework.errorsFile(context), framework.authenticatorsFile(context), ...support, ...tests];
      return { value: distinct(files), diagnostics: [...validators.diagnostics, ...diagnostics, ...(framework.findings?.(context) ?? [])] };
    },
  };
}

/** Only the chosen framework's emitter is loaded. */
function loadFramework(framework: Framework): FrameworkEmitter {
  switch (framework) {
    case 'express': {
      const express = require('./frameworks/express') as typeof import('./frameworks/express');
      return { ...express, emit: express.emitExpress };
    }
    case 'fastify': {
      const fastify = require('./frameworks/fastify') as typeof import('./frameworks/fastify');
      return { ...fastify, emit: fastify.emitFastify };
    }
    case 'koa': {
      const koa = require('./frameworks/koa') as typeof import('./frameworks/koa');
      return { ...koa, emit: koa.emitKoa };
    }
    case 'nest': {
      const nest = require('./frameworks/nest') as typeof import('./frameworks/nest');
      return { ...nest, emit: nest.emitNest, findings: nest.unroutedOperations };
    }
  }
}

/** Emitters may name the same runtime file; two that differ under one path are a bug of ours. */
function distinct(files: readonly File[]): File[] {
  const byPath = new Map<string, File>();
  for (const file of files) {
    const other = byPath.get(file.path);
    if (other && other.content !== file.content) throw new Error(`two emitters write ${file.path}`);
    byPath.set(file.path, file);
  }
  return [...byPath.values()];
}
