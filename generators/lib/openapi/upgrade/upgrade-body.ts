import { collection } from './upgrade-parameter';
import { simpleSchema } from './simple-schema';
import { defined, type Node, type Upgrade } from './nodes';

const URLENCODED = 'application/x-www-form-urlencoded';
const MULTIPART = 'multipart/form-data';

/** The request body of an `in: body` parameter. */
export function bodyFromParameter(upgrade: Upgrade, parameter: Node, consumes: readonly string[] | undefined): Node {
  const types = consumes?.length ? consumes : ['application/json'];
  const { description, required, schema } = parameter;
  const media = upgrade.origins.derive(defined({ schema: schema ?? {} }), parameter);
  return upgrade.origins.derive(
    defined({ description, required, content: upgrade.origins.derive(Object.fromEntries(types.map((type) => [type, media])), parameter) }),
    parameter,
  );
}

/** The request body of all `in: formData` parameters of an operation: an object with a property each. */
export function bodyFromForm(upgrade: Upgrade, parameters: readonly Node[], consumes: readonly string[] | undefined): Node {
  const files = parameters.some((p) => p['type'] === 'file' || p['format'] === 'binary');
  const declared = (consumes ?? []).filter((type) => [URLENCODED, MULTIPART].includes(type.split(';')[0]!.trim().toLowerCase()));
  const usable = files ? declared.filter((type) => type.toLowerCase().startsWith(MULTIPART)) : declared;
  const types = usable.length > 0 ? usable : [files ? MULTIPART : URLENCODED];
  const properties: Node = {};
  const encoding: Node = {};
  for (const parameter of parameters) {
    const name = String(parameter['name']);
    properties[name] = { ...simpleSchema(upgrade, parameter), ...defined({ description: parameter['description'] }) };
    upgrade.origins.derive(properties[name] as Node, parameter);
    const style = collection(parameter);
    if (Object.keys(style).length > 0) encoding[name] = style;
  }
  const required = parameters.filter((p) => p['required'] === true).map((p) => String(p['name']));
  const schema: Node = { type: 'object', properties, ...(required.length > 0 ? { required } : {}) };
  const media: Node = { schema, ...(Object.keys(encoding).length > 0 ? { encoding } : {}) };
  return upgrade.origins.derive(
    { required: required.length > 0, content: Object.fromEntries(types.map((type) => [type, media])) },
    parameters[0],
  );
}
