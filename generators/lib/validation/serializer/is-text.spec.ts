import type { BundledDocument, JsonSchema } from '../../model';
import { isText } from './is-text';

const schemas: Record<string, JsonSchema> = { Text: { type: 'string' }, Loop: { $ref: 'Loop' }, Alias: { $ref: 'Text' } };
const document = { resolve: (pointer: string) => schemas[pointer] } as unknown as BundledDocument;

it.each<[JsonSchema | undefined, boolean]>([
  [{ type: 'string' }, true], [{ type: ['string', 'null'] }, true], [{ enum: ['a', null] }, true], [{ $ref: 'Alias' }, true],
  [{ type: ['string', 'object'] }, false], [{ enum: ['a', 1] }, false], [{ enum: [] }, false], [{ $ref: 'Loop' }, false], [{ $ref: 'Gone' }, false],
  [{}, false], [true, false], [undefined, false],
])('%j: %s', (schema, expected) => {
  expect(isText(schema, document)).toBe(expected);
});
