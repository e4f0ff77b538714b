import type { Walker } from './walker';
import { isObject } from '../refs/pointer';

/** A 3.1 document needs one of paths, webhooks and components; without paths nothing can be served. */
export function checkDocument(walker: Walker, node: Record<string, unknown>): void {
  const { paths, webhooks, components } = node;
  if (paths === undefined || paths === null) {
    const complete = walker.version !== '2.0' && walker.version !== '3.0' && (webhooks !== undefined || components !== undefined);
    if (!complete) walker.report('BACKEND_OPENAPI_MISSING', 'the document has no "paths": there is nothing to serve', 'Add "paths"');
    delete node['paths'];
  } else if (!isObject(paths)) {
    walker.report('BACKEND_OPENAPI_UNUSABLE', '"paths" is not an object', 'Write an object from path templates to operations', { key: 'paths' });
    delete node['paths'];
  }
}

/** Path templates begin with `/`, balance their braces and name each variable once (3.2 §4.8.2). */
export function checkPaths(walker: Walker, node: Record<string, unknown>): void {
  for (const path of Object.keys(node)) {
    if (path.startsWith('x-')) continue;
    if (!path.startsWith('/')) {
      walker.report('BACKEND_PATH_TEMPLATE', `the path "${path}" does not start with "/"; it is read as "/${path}"`, 'Write a leading slash', { key: path });
    }
    const outside = path.replace(/\{[^{}/]+\}/g, '');
    if (/[{}]/.test(outside)) {
      walker.report('BACKEND_PATH_TEMPLATE', `the path "${path}" has a brace without its partner, or an empty variable`, 'Write {name}', { key: path });
    }
    const names = [...path.matchAll(/\{([^{}]+)\}/g)].map((m) => m[1]);
    const twice = names.find((name, i) => names.indexOf(name) !== i);
    if (twice !== undefined) {
      walker.report('BACKEND_PATH_TEMPLATE', `the path "${path}" has the variable {${twice}} twice; the last one counts`, 'Name each variable once', { key: path });
    }
  }
}
