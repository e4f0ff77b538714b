import { call, type Server } from '../harness';
import type { ReplyChecker } from './reply-checker';

export interface PlannedOperation {
  readonly name: string;
  /** Path of the operation's first server. */
  readonly base: string;
  /** Why there is no request. */
  readonly missing?: string;
  readonly method: string;
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly responses: readonly { readonly status: string; readonly content: readonly { readonly mediaType: string; readonly pointer: string | null }[] }[];
}

/** Calls every operation and answers what was wrong, one line each. */
export async function callEverything(server: Server, operations: readonly PlannedOperation[], checker: ReplyChecker): Promise<string[]> {
  const failures: string[] = [];
  const queue = [...operations];
  const worker = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const failure = await callOne(server, next, checker).catch((error: Error) => error.message);
      if (failure !== '') failures.push(`${next.name}: ${failure}`.slice(0, 400));
    }
  };
  await Promise.all([worker(), worker(), worker(), worker()]);
  return failures.sort();
}

async function callOne(server: Server, operation: PlannedOperation, checker: ReplyChecker): Promise<string> {
  if (operation.missing !== undefined) return operation.missing;
  const { method, target, headers, body } = operation;
  const reply = await call(server.origin, { method, path: target, headers, ...(body === undefined ? {} : { body }) });
  const text = reply.body.toString('utf8');
  // Nothing is declared (reported as BACKEND_OPERATION_RESPONSES), so nothing is sent.
  if (operation.responses.length === 0) return reply.status === 204 && text === '' ? '' : `${method} ${target} → ${reply.status} ${text.slice(0, 300)}`;
  const declared = operation.responses.find(({ status }) => matches(status, reply.status));
  if (declared === undefined || (reply.status >= 400 && !onlyErrors(operation))) return `${method} ${target} → ${reply.status} ${text.slice(0, 300)}`;
  const type = (reply.headers['content-type'] ?? '').split(';')[0]!.trim().toLowerCase();
  const content = declared.content.find(({ mediaType }) => covers(mediaType, type));
  if (content === undefined) return text === '' || declared.content.length === 0 ? '' : `${reply.status} with undeclared type ${type}`;
  if (method === 'HEAD' || content.pointer === null || !/[/+]json$/.test(type)) return '';
  const fault = checker.check(content.pointer, JSON.parse(text));
  return fault === '' ? '' : `${reply.status} breaks ${content.pointer}: ${fault}`;
}

function matches(declared: string, status: number): boolean {
  return declared === 'default' || declared === String(status) || (/^[1-5]XX$/i.test(declared) && declared[0] === String(status)[0]);
}

/** Some operations declare nothing but an error, or only `default`. */
function onlyErrors({ responses }: PlannedOperation): boolean {
  return !responses.some(({ status }) => /^[123]/.test(status));
}

function covers(declared: string, type: string): boolean {
  const range = declared.split(';')[0]!.trim();
  return range === type || range === '*/*' || (range.endsWith('/*') && type.startsWith(range.slice(0, -1)));
}
