import type { Origins } from '../bundle/origins';
import { isObject } from '../refs/pointer';
import { consumes, defined, isBody, produces, type Node, type Upgrade } from './nodes';
import { moveReferences } from './move-references';
import { upgradeHeaderless } from './upgrade-parameter';
import { upgradeOperation } from './upgrade-operation';
import { upgradeResponse } from './upgrade-response';
import { upgradeSchemas } from './upgrade-schema';
import { upgradeSecurityScheme } from './upgrade-security';
import { bodyFromParameter } from './upgrade-body';

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch'];

/**
 * Turns a bundled Swagger 2.0 document into OpenAPI 3.0. Schemas are changed in place and keep their
 * identity; new objects remember what they were made of.
 */
export function upgradeDocument(root: Node, origins: Origins): Node {
  const upgrade: Upgrade = { root, origins };
  upgradeSchemas(root);
  const parameters = entries(root['parameters']);
  const shared = parameters.filter(([, p]) => p['in'] !== 'body' && p['in'] !== 'formData');
  const bodies = parameters.filter(([, p]) => p['in'] === 'body');
  const components = origins.derive({
    schemas: root['definitions'] ?? {},
    ...section('parameters', shared.map(([key, p]) => [key, upgradeHeaderless(upgrade, p)])),
    ...section('requestBodies', bodies.map(([key, p]) => [key, bodyFromParameter(upgrade, p, consumes(root))])),
    ...section('responses', entries(root['responses']).map(([key, r]) => [key, upgradeResponse(upgrade, r, produces(root))])),
    ...section('securitySchemes', entries(root['securityDefinitions']).map(([key, s]) => [key, upgradeSecurityScheme(upgrade, s)])),
  } as Node, root);
  const { info, security, tags, externalDocs } = root;
  const upgraded: Node = {
    openapi: '3.0.4',
    info: info ?? {},
    ...defined({ externalDocs, tags, security }),
    servers: servers(root),
    paths: Object.fromEntries(Object.entries((root['paths'] as Node | undefined) ?? {}).map(([path, item]) => [path, pathItem(upgrade, item)])),
    components,
    ...Object.fromEntries(Object.entries(root).filter(([key]) => key.startsWith('x-'))),
  };
  moveReferences(root, upgraded);
  return origins.derive(upgraded, root);
}

function pathItem(upgrade: Upgrade, item: unknown): unknown {
  if (!isObject(item)) return item;
  const out: Node = { ...item };
  const shared = Array.isArray(item['parameters']) ? (item['parameters'] as unknown[]) : [];
  const kept = shared.filter((p) => !isBody(upgrade, p)).map((p) => upgradeHeaderless(upgrade, p as Node));
  if (shared.length > 0) out['parameters'] = upgrade.origins.derive(kept, shared);
  const bodies = shared.filter((p) => isBody(upgrade, p)) as Node[];
  for (const method of METHODS) {
    const operation = item[method];
    if (isObject(operation)) out[method] = upgradeOperation(upgrade, operation, bodies);
  }
  return upgrade.origins.derive(out, item);
}

/** `host`, `basePath` and `schemes` as servers; without a host they are relative. */
function servers(root: Node): Node[] {
  const base = typeof root['basePath'] === 'string' ? root['basePath'] : '';
  const path = base === '' || base.startsWith('/') ? base : `/${base}`;
  if (typeof root['host'] !== 'string') return [{ url: path || '/' }];
  const host = root['host'];
  const schemes = Array.isArray(root['schemes']) && root['schemes'].length > 0 ? (root['schemes'] as string[]) : ['https'];
  return schemes.map((scheme) => ({ url: `${scheme}://${host}${path}` }));
}

function entries(node: unknown): [string, Node][] {
  return isObject(node) ? Object.entries(node).filter((e): e is [string, Node] => isObject(e[1])) : [];
}

function section(name: string, members: [string, unknown][]): Node {
  return members.length === 0 ? {} : { [name]: Object.fromEntries(members) };
}
