import type { Diagnostic } from './diagnostics';
import type { ExampleReply } from './emit/context';
import type { ExampleTools } from './examples/build-example';
import { exampleReply } from './examples/example-reply';
import type { Operation } from './model';

/** Example replies, built when a stub asks for one, and what was found on the way. */
export interface ExampleReplies {
  of(operation: Operation): ExampleReply | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

export function exampleReplies(tools: ExampleTools): ExampleReplies {
  const diagnostics: Diagnostic[] = [];
  return {
    diagnostics,
    of: (operation) => {
      const { value: reply, diagnostics: found } = exampleReply(operation, tools);
      diagnostics.push(...found);
      if (!reply) return undefined;
      const { status, mediaType, value, headers } = reply;
      return { status, ...(mediaType !== undefined && { mediaType, value }), ...(Object.keys(headers).length > 0 && { headers }) };
    },
  };
}
