import { isReference } from '../walk/nodes';
import { defined, type Node, type Upgrade } from './nodes';
import { simpleSchema } from './simple-schema';

/** Text between items; comma and repetition have styles of their own. */
const DELIMITERS: Readonly<Record<string, string>> = { ssv: ' ', tsv: '\t', pipes: '|' };

/** A path, query or header parameter of Swagger 2.0 as one of 3.0. */
export function upgradeHeaderless(upgrade: Upgrade, parameter: Node): Node {
  if (isReference(parameter)) return parameter;
  const { name, description, required, allowEmptyValue } = parameter;
  const kept = Object.fromEntries(Object.entries(parameter).filter(([key]) => key.startsWith('x-')));
  const out = defined({
    name, in: parameter['in'], description, required, allowEmptyValue,
    schema: parameter['schema'] ?? simpleSchema(upgrade, parameter),
    ...collection(parameter), ...kept,
  });
  return upgrade.origins.derive(out, parameter);
}

/**
 * Style and explode for a `collectionFormat`. OpenAPI 3 has no tabs, and spaces and pipes only in
 * queries: those keep their delimiter in `x-delimiter`, which the model reads.
 */
export function collection(parameter: Node): Node {
  if (parameter['type'] !== 'array') return {};
  const format = parameter['collectionFormat'] ?? 'csv';
  const inQuery = parameter['in'] === 'query' || parameter['in'] === 'formData';
  if (format === 'multi') return inQuery ? { style: 'form', explode: true } : {};
  if (format === 'csv') return inQuery ? { style: 'form', explode: false } : {};
  const delimiter = DELIMITERS[String(format)];
  if (delimiter === undefined) return {};
  if (inQuery && format === 'ssv') return { style: 'spaceDelimited', explode: false };
  if (inQuery && format === 'pipes') return { style: 'pipeDelimited', explode: false };
  return inQuery ? { style: 'form', explode: false, 'x-delimiter': delimiter } : { 'x-delimiter': delimiter };
}
