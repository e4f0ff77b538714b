/** Schemas the rows share. */
export const text = { type: 'string' };
export const integer = { type: 'integer' };
export const number = { type: 'number' };
export const boolean = { type: 'boolean' };
export const texts = { type: 'array', items: text };
export const integers = { type: 'array', items: integer };
/** The specification's `{ "R": 100, "G": 200, "B": 150 }`. */
export const rgb = { type: 'object', properties: { R: integer, G: integer, B: integer }, additionalProperties: false };
export const RGB = { R: 100, G: 200, B: 150 };
export const COLORS = ['blue', 'black', 'brown'];
