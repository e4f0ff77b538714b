import type { ServerResponse } from 'node:http';
import { exampleReply } from '../../../../generators/lib/examples/example-reply';
import { checkReply } from '../../../../generators/lib/frameworks/runtime/check-reply';
import { Failure } from '../../../../generators/lib/frameworks/runtime/failure';
import type { MediaType, Operation } from '../../../../generators/lib/model';
import { mediaKind } from '../../../../generators/lib/types/media-kind';
import type { ResponseValidator } from '../../../../generators/lib/validation/runtime/types';
import type { Reply, ReplyContract } from '../drive/contract';
import type { Spec } from './open-spec';

/** Of milliseconds, in all. */
const LONGEST_PREPARATION = 5000;

/** Checks replies as `--validateResponses` does in a server: status, media type, headers, body; compiled when first needed. */
export function replyContract(spec: Spec): ReplyContract {
  const { api, compiler, tools } = spec;
  const prepared = new Set<string>();
  const operations = new Map(api.operations.map((operation) => [operation.pointer, operation]));
  const known = new Map<string, readonly ResponseValidator[]>();
  const validators = (pointer: string): readonly ResponseValidator[] | undefined => {
    const operation = operations.get(pointer);
    if (operation && !known.has(pointer)) known.set(pointer, responsesOf(operation, compiler));
    return known.get(pointer);
  };
  const contract: ReplyContract = {
    prepare(pointers) {
      const end = performance.now() + LONGEST_PREPARATION;
      for (const pointer of pointers) {
        const operation = operations.get(pointer);
        if (!operation || prepared.has(pointer) || performance.now() > end) continue;
        prepared.add(pointer);
        const reply = exampleReply(operation, tools).value;
        // Schemas are compiled when a value first comes to them: an example comes to most.
        if (reply?.mediaType !== undefined) contract.problems(pointer, { status: reply.status, header: (name) => (name === 'content-type' ? reply.mediaType : undefined), body: Buffer.from(JSON.stringify(reply.value) ?? '') });
      }
    },
    problems(pointer, reply) {
      const responses = validators(pointer);
      if (!responses) return [];
      try {
        checkReply(responses, asResponse(reply), reply.body);
        return [];
      } catch (error) {
        if (!(error instanceof Failure)) throw error;
        const { details = [] } = error;
        return details.length === 0 ? [error.message] : details.slice(0, 5).map((detail) => `${detail.in ?? 'body'} ${detail.field || '(whole)'}: ${detail.message}`);
      }
    },
  };
  return contract;
}

/** What the check asks a response for. */
function asResponse({ status, header }: Reply): ServerResponse {
  return { statusCode: status, getHeader: header } as unknown as ServerResponse;
}

function responsesOf({ responses }: Operation, compiler: Spec['compiler']): ResponseValidator[] {
  return responses.map(({ status, content, headers }) => ({
    status,
    content: content.map((one) => ({ mediaType: one.mediaType.split(';')[0]!.trim().toLowerCase(), validate: validateOf(one, compiler) })),
    headers: headers.map(({ name, required, schema, contentType }) => ({
      name: name.toLowerCase(), required, validate: schema && contentType === undefined ? compiler.evaluate(schema, 'response') : null,
    })),
  }));
}

function validateOf(content: MediaType, compiler: Spec['compiler']): ReturnType<Spec['compiler']['evaluate']> | null {
  const { schema } = content;
  if (!schema) return null;
  const kind = mediaKind(content.mediaType);
  return kind === 'json' || (kind === 'text' && compiler.mayBeString(schema)) ? compiler.evaluate(schema, 'response') : null;
}
