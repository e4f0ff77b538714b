/** The largest value of each integer type. */
export const LARGEST: Readonly<Record<string, bigint>> = { smallint: 32_767n, integer: 2_147_483_647n, bigint: 9_223_372_036_854_775_807n };

/** True for the types that a table outgrows. */
export function isNarrow(type: string): boolean {
  return type === 'smallint' || type === 'integer';
}
