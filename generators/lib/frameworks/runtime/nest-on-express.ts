import type { NestApi } from './nest-api';
import { operationOf } from './nest-operation';
import type { PlatformRequest } from './nest-platform';
import { expressPath, setPath } from './nest-route-path';

type Handle = (request: PlatformRequest, response: unknown, next: (error?: unknown) => void) => void;

/** An entry of the application's router. */
interface Layer {
  handle: Handle;
  readonly route?: { readonly path: string | readonly string[]; readonly stack: readonly { readonly handle: object }[] };
}

/** Parsers that Nest registers for every route, and those of `app.useBodyParser`. */
const PARSERS = new Set(['jsonParser', 'urlencodedParser', 'textParser', 'rawParser']);

/**
 * Readies an Express application for an API. Its bodies are read by its own operations, which know
 * their media types and limits: Nest's parsers, which stand before all routes, let them pass.
 * @returns what is to be done when the routes are registered
 */
export function prepareExpress(app: { readonly router: { readonly stack: Layer[] } }, api: NestApi): () => void {
  for (const { handler } of api.methods) setPath(handler, expressPath(handler));
  return () => {
    for (const layer of app.router.stack) {
      const { route, handle } = layer;
      if (PARSERS.has(handle.name)) layer.handle = sparing(handle, api);
      // Nest copies the metadata of a controller's method to what it registers.
      const operation = route && operationOf(route.stack[0]?.handle ?? route);
      if (route === undefined || operation === undefined) continue;
      const own = `/${expressPath(api.methods.find((method) => method.route === operation)?.handler ?? {})}`.replace(/^\/\//, '/');
      for (const path of [route.path].flat()) api.paths.add(operation, prefixOf(path, own));
    }
  };
}

/** What Nest has put before an operation's path; it takes one slash off the end. */
export function prefixOf(path: string, own: string): string {
  const whole = own === '/' ? '' : own.endsWith('/') ? own.slice(0, -1) : own;
  return path.endsWith(whole) ? path.slice(0, path.length - whole.length).replace(/\/$/, '') : '';
}

function sparing(parse: Handle, api: NestApi): Handle {
  const parser: Handle = (request, response, next) => {
    if (api.lookUp(request).route !== undefined) return next();
    parse(request, response, next);
  };
  // A second API looks for it by its name.
  return Object.defineProperty(parser, 'name', { value: parse.name });
}
