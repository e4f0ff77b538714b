import type { Diagnostic } from '../../../../generators/lib/diagnostics';
import type { Operation } from '../../../../generators/lib/model';
import type { Expression, Need, Yield } from '../drive/drive-plan';
import { isRecord, placeOf } from './build-step';
import type { Chains } from './chain';
import type { Spec } from './open-spec';
import { parseExpression } from './runtime-expression';

interface Link {
  readonly from: Operation;
  readonly to: Operation;
  readonly resource: string;
  readonly fills: Need['fills'];
  readonly values: readonly Expression[];
}

/** Chains by the document's own `links` (OpenAPI 3.2 §4.20): the first link to an operation fills its parameters. */
export function chainsByLinks(spec: Spec, diagnostics: Diagnostic[]): Chains {
  const links = spec.api.operations.flatMap((operation) => linksOf(operation, spec, diagnostics));
  const yields = new Map<Operation, Yield[]>();
  for (const { from, resource, values } of links) yields.set(from, [...(yields.get(from) ?? []), { resource, values }]);
  return {
    producers: new Map(links.map(({ resource, from }) => [resource, [from]])),
    of: (operation) => {
      const link = links.find(({ to, from }) => to === operation && from !== operation);
      return { needs: link ? [{ resource: link.resource, fills: link.fills }] : [], yields: yields.get(operation) ?? [] };
    },
  };
}

function linksOf(from: Operation, { api: { document, operations } }: Spec, diagnostics: Diagnostic[]): Link[] {
  return from.responses.filter(({ status }) => /^(2|default)/i.test(status)).flatMap(({ pointer }) => {
    const response = document.resolve(pointer);
    const links = isRecord(response) && isRecord(response['links']) ? response['links'] : {};
    return Object.keys(links).flatMap((name): Link[] => {
      const link = document.resolve(`${pointer}/links/${name.replace(/~/g, '~0').replace(/\//g, '~1')}`);
      if (!isRecord(link)) return [];
      const to = operations.find((one) => (link['operationId'] !== undefined ? one.operationId === link['operationId'] : one.pointer === link['operationRef']));
      const given = isRecord(link['parameters']) ? Object.entries(link['parameters']) : [];
      const parts = given.map(([key, value]) => ({ place: to && placeIn(to, key), expression: parseExpression(value) }));
      const unsupported = !to || link['requestBody'] !== undefined || parts.some(({ place, expression }) => place === undefined || expression === undefined);
      if (unsupported) diagnostics.push(unsupportedLink(name, from, link, document));
      const good = parts.flatMap(({ place, expression }) => (place !== undefined && expression !== undefined ? [{ place, expression }] : []));
      if (!to || good.length === 0) return [];
      return [{ from, to, resource: `link ${pointer}/${name}`, fills: good.map(({ place }, at) => ({ slot: place, at })), values: good.map(({ expression }) => expression) }];
    });
  });
}

/** A link's parameter is called by its name, or by `path.name` where names are not unique. */
function placeIn({ parameters }: Operation, key: string): string | undefined {
  const found = parameters.find((parameter) => placeOf(parameter) === key || `${parameter.in}.${parameter.name}` === key) ?? parameters.find(({ name }) => name === key);
  return found && placeOf(found);
}

function unsupportedLink(name: string, from: Operation, link: object, document: Spec['api']['document']): Diagnostic {
  const origin = document.origin(link);
  const position = origin?.position();
  return {
    code: 'BACKEND_LOAD_LINK_UNSUPPORTED', severity: 'info',
    message: `the link ${JSON.stringify(name)} of ${from.method.toUpperCase()} ${from.path.text} is not followed, or not all of it`,
    help: 'Followed are links to operations of this document, by parameters from bodies, headers, paths and queries; no requestBody',
    ...(position && { position }),
  };
}
