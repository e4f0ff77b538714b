import { BAD_ROWS } from './bad-rows';
import { GOOD_ROWS } from './good-rows';
import type { ParameterRow } from './row';
import { STYLE_ROWS } from './style-rows';

/**
 * Every way a parameter can be written, right and wrong: the same rows drive the decoder alone and
 * the running Express, Fastify and Koa servers.
 */
export const PARAMETER_ROWS: readonly ParameterRow[] = [...STYLE_ROWS, ...GOOD_ROWS, ...BAD_ROWS];

export type { ParameterRow } from './row';
