import { isObject } from './refs/pointer';

export type Version = '2.0' | '3.0' | '3.1' | '3.2';

/** The version a root object declares, or what is wrong with its declaration. */
export function detectVersion(root: unknown): { version: Version } | { message: string; help: string; key?: string } {
  const help = 'The document starts with "openapi: 3.x.y" or "swagger: \'2.0\'"';
  if (!isObject(root)) return { message: 'the document is not an object', help };
  const { openapi, swagger } = root;
  if (openapi === undefined && swagger === undefined) return { message: 'the document names no OpenAPI version', help };
  const key = openapi === undefined ? 'swagger' : 'openapi';
  const text = String(root[key]);
  if (key === 'swagger' && /^2(\.0)?$/.test(text)) return { version: '2.0' };
  const minor = /^3\.([0-2])(\.|-|$)/.exec(text)?.[1];
  if (minor !== undefined) return { version: `3.${minor}` as Version };
  return { message: `${key} ${text} is not supported`, help: 'Supported are 2.0, 3.0, 3.1 and 3.2', key };
}
