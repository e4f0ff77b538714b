import { isObject } from '../refs/pointer';
import { bodyFromForm, bodyFromParameter } from './upgrade-body';
import { consumes, follow, isBody, produces, type Node, type Upgrade } from './nodes';
import { upgradeHeaderless } from './upgrade-parameter';
import { upgradeResponse } from './upgrade-response';
import { isReference } from '../walk/nodes';

/**
 * An operation of Swagger 2.0 as one of 3.0.
 *
 * @param shared body and form parameters of the path item
 */
export function upgradeOperation(upgrade: Upgrade, operation: Node, shared: readonly Node[]): Node {
  const { consumes: _consumes, produces: _produces, schemes: _schemes, ...out } = operation;
  const parameters = (Array.isArray(operation['parameters']) ? operation['parameters'] : []) as Node[];
  const plain = parameters.filter((p) => !isBody(upgrade, p)).map((p) => upgradeHeaderless(upgrade, p));
  if ('parameters' in operation) out['parameters'] = upgrade.origins.derive(plain, parameters);
  const body = requestBody(upgrade, operation, [...shared, ...parameters.filter((p) => isBody(upgrade, p))]);
  if (body) out['requestBody'] = body;
  const responses = isObject(operation['responses']) ? operation['responses'] : {};
  const media = produces(operation) ?? produces(upgrade.root);
  out['responses'] = upgrade.origins.derive(
    Object.fromEntries(Object.entries(responses).map(([status, r]) => [status, status.startsWith('x-') ? r : upgradeResponse(upgrade, r, media)])),
    responses,
  );
  return upgrade.origins.derive(out, operation);
}

function requestBody(upgrade: Upgrade, operation: Node, parameters: readonly Node[]): Node | undefined {
  const media = consumes(operation) ?? consumes(upgrade.root);
  const body = parameters.findLast((p) => follow(upgrade, p)?.['in'] === 'body');
  if (body) {
    const shared = isReference(body) && body.$ref.startsWith('#/parameters/') && consumes(operation) === undefined;
    return shared ? { $ref: body.$ref.replace('#/parameters/', '#/components/requestBodies/') } : bodyFromParameter(upgrade, follow(upgrade, body)!, media);
  }
  const form = parameters.map((p) => follow(upgrade, p)!).filter((p) => p['in'] === 'formData');
  return form.length === 0 ? undefined : bodyFromForm(upgrade, form, media);
}
