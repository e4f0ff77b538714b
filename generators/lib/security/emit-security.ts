import { code, Imports } from '../code';
import type { ImportExtension } from '../code';
import type { Framework } from '../emit/context';
import { HTTP_RUNTIME } from '../frameworks/shared/runtime-files';
import { ATTACHMENTS } from './attachments';

/** `middleware/security.ts`: headers, origins and the rate limit, for whatever framework through Node's request and response. */
export function emitSecurity(framework: Framework, extension: ImportExtension): string {
  const imports = new Imports(extension);
  const runtime = (name: string, file: string) => imports.value(name, `${HTTP_RUNTIME.replace(/^middleware/, '.')}/${file}`);
  const { type: [type, from], secure } = ATTACHMENTS[framework];
  imports.type(type, from, type === 'default' ? 'Koa' : type);
  for (const name of ['IncomingMessage', 'ServerResponse']) imports.type(name, 'node:http');
  imports.value('default', 'cors', 'cors');
  imports.value('default', 'helmet', 'helmet');
  for (const name of ['RateLimiterMemory', 'RateLimiterRes']) imports.value(name, 'rate-limiter-flexible');
  imports.value('errorBody', './errors');
  for (const name of ['clientOf', 'settings']) imports.value(name, './security-settings');
  runtime('judge', 'error-facts');
  runtime('Failure', 'failure');
  runtime('errorReply', 'reply-error');
  runtime('sendErrorReply', 'reply-error');
  runtime('requestIdOf', 'request-id');
  return code`${imports.print()}

/** Paths that are not counted: whoever watches the server asks often. */
const UNCOUNTED: ReadonlySet<string> = new Set(['/health', '/healthz', '/livez', '/readyz']);

/** An API sends no pages: nothing may be loaded by what it sends, nor put it into a frame. */
const setHeaders = helmet({ contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } } });

/** Preflight requests go on to the routes, which answer OPTIONS. */
const setOrigins = cors({ origin: settings.origins, credentials: true, preflightContinue: true, exposedHeaders: ['ratelimit', 'retry-after', 'x-request-id'] });

/** Counted in this process alone: for several, take another store of rate-limiter-flexible, such as RateLimiterRedis. */
const limiter = settings.rateLimit && new RateLimiterMemory({ points: settings.rateLimit.requests, duration: settings.rateLimit.seconds });

${secure}

/** Sets the headers and counts a request; false: it has been answered. */
async function admit(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
  setHeaders(request, response, rethrow);
  if (settings.origins.length > 0) setOrigins(request, response, rethrow);
  const [path = ''] = (request.url ?? '').split('?');
  return limiter === undefined || UNCOUNTED.has(path) || isWithin(limiter, request, response);
}

/** The headers of draft-ietf-httpapi-ratelimit-headers, and 429 in the API's envelope. */
async function isWithin(limiter: RateLimiterMemory, request: IncomingMessage, response: ServerResponse): Promise<boolean> {
  const { remainingPoints, consumedPoints, msBeforeNext } = await limiter.consume(clientOf(request)).catch((refused: unknown) => {
    if (refused instanceof RateLimiterRes) return refused;
    throw refused;
  });
  const wait = Math.ceil(msBeforeNext / 1000);
  response.setHeader('ratelimit-policy', \`"default";q=\${limiter.points};w=\${limiter.duration}\`);
  response.setHeader('ratelimit', \`"default";r=\${remainingPoints};t=\${wait}\`);
  if (consumedPoints <= limiter.points) return true;
  const id = requestIdOf(request.headers['x-request-id']);
  response.setHeader('x-request-id', id);
  const failure = new Failure(429, 'TOO_MANY_REQUESTS', \`Too many requests: wait \${wait} s\`, { headers: { 'retry-after': String(wait) } });
  sendErrorReply(response, errorReply(judge(failure, id), errorBody));
  return false;
}

function rethrow(error?: unknown): void {
  if (error) throw error;
}
`.text;
}
