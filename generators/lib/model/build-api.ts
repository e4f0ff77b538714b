import type { Result } from '../diagnostics';
import type { Api, BundledDocument, Tag } from './api';
import type { JsonSchema } from './json-schema';
import { buildBasePaths } from './build-base-paths';
import { BuildContext, given, isNode, list, members, text } from './build-context';
import { buildOperations } from './build-operations';
import { buildSecuritySchemes } from './build-security-schemes';
import { checkOperations } from './check-operations';

/**
 * Makes the API model of a bundled document: everything but schemas resolved, inherited and
 * defaulted, so that emitters need not know the specification. Only the model's own nodes are frozen.
 */
export function buildApi(document: BundledDocument): Result<Api> {
  const context = new BuildContext(document);
  const { root } = document;
  const info = isNode(root['info']) ? root['info'] : {};
  const securitySchemes = buildSecuritySchemes(context);
  const operations = buildOperations(context);
  checkOperations(context, operations);
  const api: Api = Object.freeze({
    title: text(info['title']) ?? 'API',
    version: text(info['version']) ?? '',
    ...given('description', text(info['description'])),
    document,
    dialect: document.dialect,
    basePaths: buildBasePaths(root['servers']),
    operations,
    securitySchemes,
    tags: buildTags(root['tags']),
    schemas: schemas(root['components']),
  });
  return { value: api, diagnostics: context.diagnostics };
}

function buildTags(tags: unknown): readonly Tag[] {
  const built = list(tags).flatMap((tag) => {
    const name = isNode(tag) ? text(tag['name']) : undefined;
    return name === undefined ? [] : [Object.freeze({ name, ...given('description', text((tag as Record<string, unknown>)['description'])) })];
  });
  return Object.freeze(built);
}

function schemas(components: unknown): ReadonlyMap<string, JsonSchema> {
  return new Map(members(isNode(components) ? components['schemas'] : undefined) as [string, JsonSchema][]);
}
