import { readPath } from '../http/path-template';
import type { Recorder } from '../http/recorder';
import { METHODS, type ServedRoute } from '../http/routes';
import { flatten } from '../http/handlers';
import { knownString } from '../values/inspect';
import type { Value } from '../values/value';
import { propertyOf } from '../schemas/object-entries';
import { plain } from '../schemas/chain';
import type { FastifyHost, FastifyRoute } from './instance-host';

const HOOKS = ['onRequest', 'preParsing', 'preValidation', 'preHandler'];

/** The routes of an instance; those of its plugins are kept by the plugins' own instances, which `collect` brings along. */
export function serveFastify(recorder: Recorder, instances: readonly FastifyHost[]): ServedRoute[] {
  return instances.flatMap((instance) => instance.routes.flatMap((route) => serve(recorder, route)));
}

function serve(recorder: Recorder, route: FastifyRoute): ServedRoute[] {
  const { instance, options, node } = route;
  if (instance.prefix === undefined || plain(propertyOf(propertyOf(options, 'schema'), 'hide')) === true) return [];
  const url = knownString(route.url) ?? ending(recorder, route, instance.prefix.text);
  if (url === undefined) {
    recorder.report('BACKEND_RECOVER_PATH_DYNAMIC', 'This path is computed when the program runs, so the route is left out', node, 'Give the path as a constant.');
    return [];
  }
  const text = join(instance.prefix.text, url.value);
  const { paths, problem } = readPath(text, url.certain && instance.prefix.certain);
  if (problem !== undefined) recorder.report('BACKEND_RECOVER_PATH_PATTERN', `The path ${JSON.stringify(text)} is a pattern`, node, 'OpenAPI has templates with named parameters only.');
  const hooks = hooksOf(instance);
  const own = [...HOOKS.flatMap((name) => flatten([propertyOf(options, name) ?? { kind: 'array', items: [] }])), ...(route.handler === undefined ? [] : [route.handler])];
  return paths.flatMap((path) => route.methods.flatMap((name): ServedRoute[] => {
    if (name === '*') {
      recorder.report('BACKEND_RECOVER_METHOD_ANY', `The route ${path.template} answers every method`, node, 'Declare the methods it is meant for, so that they can be documented.');
      return [];
    }
    const method = METHODS.find((known) => known === name);
    if (method === undefined) {
      recorder.report('BACKEND_RECOVER_METHOD_DYNAMIC', `OpenAPI has no method ${name.toUpperCase()}`, node);
      return [];
    }
    return [{ framework: 'fastify', method, path, inherited: hooks, own, params: new Map(), node, ...(options && { options }), host: instance }];
  }));
}

/** Of `options.prefix + 'users'`, where the prefix is computed, what is known. */
function ending(recorder: Recorder, { url, node }: FastifyRoute, prefix: string): { value: string; certain: boolean } | undefined {
  if (prefix !== '' || url.kind !== 'typed' || url.suffix === undefined || url.suffix === '') return undefined;
  recorder.report('BACKEND_RECOVER_PREFIX_DYNAMIC', 'The beginning of this path is computed when the program runs, so paths are given without it', node, 'Give the prefix as a constant, or in a .env.example beside package.json.');
  return { value: url.suffix.startsWith('/') ? url.suffix : `/${url.suffix}`, certain: false };
}

/** Fastify serves `/` below a prefix as the prefix itself. */
function join(prefix: string, url: string): string {
  if (prefix === '') return url === '' ? '/' : url;
  if (url === '/' || url === '') return prefix;
  return prefix.endsWith('/') && url.startsWith('/') ? prefix + url.slice(1) : prefix + (url.startsWith('/') || prefix.endsWith('/') ? url : `/${url}`);
}

function hooksOf(instance: FastifyHost): Value[] {
  const above = instance.parent === undefined ? [] : hooksOf(instance.parent);
  return [...above, ...instance.hooks.filter((hook) => HOOKS.includes(hook.name)).map((hook) => hook.fn)];
}
