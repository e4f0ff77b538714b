import type { Value } from '../values/value';
import { joinPaths } from './path-template';
import type { Recorder } from './recorder';
import { mountsOf, type RouterBase } from './router-base';
import { METHODS, type Entry, type PathTemplate, type ServedRoute } from './routes';
import { templatesOf } from './templates';

/** Functions that run for every path below a prefix. */
interface Inherited { readonly prefix: string; readonly exact: boolean; readonly functions: readonly Value[] }
interface Place { readonly prefix: PathTemplate; readonly inherited: Inherited[]; readonly params: ReadonlyMap<string, Value>; readonly above: readonly RouterBase[] }

const TOP: PathTemplate = { template: '/', patterns: new Map(), certain: true };

/** The routes that a router serves, those of mounted routers included, as often as they are mounted. */
export function serveRouter(recorder: Recorder, root: RouterBase): ServedRoute[] {
  return serve(recorder, root, { prefix: TOP, inherited: [], params: new Map(), above: [] });
}

function serve(recorder: Recorder, router: RouterBase, place: Place): ServedRoute[] {
  if (place.above.includes(router)) return [];
  router.mounted = true;
  const params = new Map(place.params);
  for (const entry of router.entries) if (entry.kind === 'param') params.set(entry.name, entry.handler);
  const inherited = router.leaks ? place.inherited : [...place.inherited];
  return templatesOf(recorder, router.prefix, router.node, place.prefix.template === '/').flatMap((own) => {
    const inner: Place = { prefix: below(place.prefix, own), inherited, params, above: [...place.above, router] };
    return router.entries.flatMap((entry) => (entry.kind === 'use' ? use(recorder, entry, inner, router) : entry.kind === 'route' ? route(recorder, entry, inner, router) : []));
  });
}

export function below(prefix: PathTemplate, own: PathTemplate): PathTemplate {
  return { template: joinPaths(prefix.template, own.template), patterns: new Map([...prefix.patterns, ...own.patterns]), certain: prefix.certain && own.certain };
}

function use(recorder: Recorder, entry: Entry & { kind: 'use' }, place: Place, router: RouterBase): ServedRoute[] {
  const mounts = entry.handlers.flatMap(mountsOf);
  const functions = entry.handlers.filter((handler) => mountsOf(handler).length === 0);
  if (mounts.length === 0 && functions.some((fn) => fn.kind === 'unknown')) {
    recorder.report('BACKEND_RECOVER_MOUNT_UNKNOWN', 'What is mounted here cannot be followed', entry.node, 'If it serves routes, give their folder to the generator too, or describe them in @openapi comments.');
  }
  if (mounts.length === 0 && functions.length === 0) return [];
  return templatesOf(recorder, entry.path, entry.node, mounts.length > 0 && place.prefix.template === '/').flatMap((path) => {
    const prefix = below(place.prefix, path);
    if (mounts.length === 0) {
      place.inherited.push({ prefix: prefix.template, exact: false, functions });
      return [];
    }
    const inherited = functions.length === 0 ? place.inherited : [...place.inherited, { prefix: prefix.template, exact: false, functions }];
    return mounts.flatMap((mount) => templatesOf(recorder, mount.path, entry.node).flatMap((at) => serve(recorder, mount.router, { ...place, prefix: below(prefix, at), inherited: router.leaks ? inherited : [...inherited] })));
  });
}

function route(recorder: Recorder, entry: Entry & { kind: 'route' }, place: Place, router: RouterBase): ServedRoute[] {
  return templatesOf(recorder, entry.path, entry.node).flatMap((own) => {
    const path = below(place.prefix, own);
    if (entry.methods.includes('*')) {
      place.inherited.push({ prefix: path.template, exact: true, functions: entry.handlers });
      if (!router.entries.some((other) => other !== entry && other.kind === 'route' && !other.methods.includes('*') && samePath(other.path, entry.path))) {
        recorder.report('BACKEND_RECOVER_METHOD_ANY', `The route ${path.template} answers every method`, entry.node, 'Declare the methods it is meant for, so that they can be documented.');
      }
      return [];
    }
    return entry.methods.flatMap((name): ServedRoute[] => {
      const method = METHODS.find((known) => known === name.toLowerCase());
      if (method === undefined) {
        recorder.report('BACKEND_RECOVER_METHOD_DYNAMIC', `OpenAPI has no method ${name.toUpperCase()}`, entry.node);
        return [];
      }
      const inherited = place.inherited.filter((one) => covers(one, path.template)).flatMap((one) => one.functions);
      return [{ framework: router.framework, method, path, inherited, own: entry.handlers, params: place.params, node: entry.node }];
    });
  });
}

function covers(one: Inherited, path: string): boolean {
  const [prefix, whole] = [one.prefix, path].map((text) => text.replace(/\{[^}]*\}/g, '{}'));
  if (one.exact) return prefix === whole;
  return prefix === '/' || whole === prefix || whole!.startsWith(`${prefix}/`);
}

function samePath(a: Value, b: Value): boolean {
  return a.kind === 'const' && b.kind === 'const' && a.value === b.value;
}
