import type { Exchange } from '../http/exchange';
import type { Recorder } from '../http/recorder';
import { statusesOf } from '../http/reply-status';
import { describeValue } from '../schemas/from-value';
import type { Value } from '../values/value';
import type { NestRoute } from './controller-routes';
import { find, type Decoration } from './decorators';

/** What a handler returns is the answer, with 201 for POST and 200 for everything else, or what @HttpCode says. */
export function runReply(recorder: Recorder, route: NestRoute, result: Value, exchange: Exchange, decorations: readonly Decoration[]): void {
  const code = find(decorations, 'HttpCode')?.args[0];
  const redirect = find(decorations, 'Redirect');
  const statuses = redirect !== undefined ? statusesOf(redirect.args[1] ?? { kind: 'const', value: 302 }) : code === undefined ? [route.method === 'post' ? 201 : 200] : statusesOf(code);
  const declared = recorder.types.ofReturn(route.node);
  const known = describeValue(recorder.types, result);
  // The declared type is the author's word; the value that is computed stands in where there is none.
  const body: Value | undefined = declared !== undefined ? { kind: 'unknown', node: route.node.type! } : Object.keys(known.schema).length > 0 ? result : undefined;
  for (const status of statuses) exchange.reply({ status, node: route.node, ...(body !== undefined && status !== 204 && redirect === undefined && { body, mediaType: 'application/json' }) });
}
