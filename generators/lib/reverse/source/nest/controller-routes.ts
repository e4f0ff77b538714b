import ts from 'typescript';
import type { Recorder } from '../http/recorder';
import { joinPaths } from '../http/path-template';
import type { Method, PathTemplate } from '../http/routes';
import { templatesOf } from '../http/templates';
import { below } from '../http/serve';
import type { ClassValue, Value } from '../values/value';
import { plainList } from '../schemas/chain';
import { propertyOf } from '../schemas/object-entries';
import type { NestHost } from './app-host';
import { decorationsOf, find, type Decoration } from './decorators';

const VERBS: Readonly<Record<string, Method>> = { Get: 'get', Post: 'post', Put: 'put', Delete: 'delete', Patch: 'patch', Options: 'options', Head: 'head' };

export interface NestRoute {
  readonly method: Method;
  readonly path: PathTemplate;
  /** Without global prefix and version, as middleware is told of it. */
  readonly plainPath: string;
  readonly cls: ClassValue;
  readonly node: ts.MethodDeclaration;
  readonly onClass: readonly Decoration[];
  readonly onMethod: readonly Decoration[];
}

const TOP: PathTemplate = { template: '/', patterns: new Map(), certain: true };

/** The routes of a controller, those it inherits included. */
export function controllerRoutes(recorder: Recorder, cls: ClassValue, app: NestHost | undefined, modulePath: string): NestRoute[] {
  const onClass = decorationsOf(recorder, cls.node);
  const controller = find(onClass, 'Controller');
  if (controller === undefined || find(onClass, 'ApiExcludeController') !== undefined) return [];
  const [first] = controller.args;
  const paths = first?.kind === 'object' ? propertyOf(first, 'path') : first;
  const versions = first?.kind === 'object' ? propertyOf(first, 'version') : undefined;
  return methodsOf(cls).flatMap((node) => {
    const onMethod = decorationsOf(recorder, node);
    if (find(onMethod, 'ApiExcludeEndpoint') !== undefined) return [];
    return onMethod.flatMap((decoration) => {
      const method = VERBS[decoration.name];
      if (decoration.name === 'All') recorder.report('BACKEND_RECOVER_METHOD_ANY', 'This handler answers every method', node, 'Declare the methods it is meant for.');
      if (method === undefined) return [];
      const version = find(onMethod, 'Version')?.args[0] ?? versions;
      return each(recorder, paths, cls.node).flatMap((own) => each(recorder, decoration.args[0], node).flatMap((last) => {
        const plainPath = below(below({ ...TOP, template: joinPaths('', modulePath) }, own), last);
        return prefixed(recorder, app, plainPath, version).map((path): NestRoute => ({ method, path, plainPath: plainPath.template, cls, node, onClass, onMethod }));
      }));
    });
  });
}

function methodsOf(cls: ClassValue): ts.MethodDeclaration[] {
  const own = cls.node.members.filter((member): member is ts.MethodDeclaration => ts.isMethodDeclaration(member) && member.body !== undefined);
  const names = new Set(own.map((member) => member.name.getText()));
  const inherited = cls.base?.kind === 'class' ? methodsOf(cls.base).filter((member) => !names.has(member.name.getText())) : [];
  return [...own, ...inherited];
}

function each(recorder: Recorder, path: Value | undefined, node: ts.Node): PathTemplate[] {
  return path?.kind === 'array' ? path.items.flatMap((one) => templatesOf(recorder, one, node)) : templatesOf(recorder, path, node);
}

/** Global prefix, then the version, then the path. */
function prefixed(recorder: Recorder, app: NestHost | undefined, path: PathTemplate, version: Value | undefined): PathTemplate[] {
  if (app === undefined) return [path];
  const bare = path.template.replace(/^\//, '').replace(/\{([^}]+)\}/g, ':$1');
  const globals = app.excluded.some((one) => one === bare || (one.endsWith('*') && bare.startsWith(one.replace(/\(?\.?\*.*$/, '')))) ? [TOP] : templatesOf(recorder, app.prefix, app.node, true);
  const { versioning } = app;
  const given = version === undefined ? [] : plainList([version]).map(String);
  const versions = versioning === undefined ? [] : given.length > 0 ? given : versioning.defaults;
  return globals.flatMap((prefix) => (versions.length === 0 ? [below(prefix, path)] : versions.map((one) => below(below(prefix, { ...TOP, template: `/${versioning!.prefix}${one}` }), path))));
}
