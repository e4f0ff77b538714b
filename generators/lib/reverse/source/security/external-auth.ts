import { externalPath } from '../values/inspect';
import { plain, plainText } from '../schemas/chain';
import { propertyOf } from '../schemas/object-entries';
import { members } from '../values/make';
import type { ExternalValue, Value } from '../values/value';
import { BASIC, BEARER, JWT_BEARER, type AuthFinding, type AuthScheme } from './auth-finding';

/** What middleware of a known package asks for; undefined when it has nothing to do with security. */
export function externalAuth(value: ExternalValue): AuthFinding | undefined {
  const { node, args = [] } = value;
  if (node === undefined || value.op === 'get' || value.op === 'module') return undefined;
  const name = externalPath(value).at(-1) ?? '';
  const options = args.find((arg) => arg.kind === 'object');
  switch (value.module) {
    case 'express-jwt': case 'koa-jwt': {
      const optional = plain(propertyOf(options, 'credentialsRequired')) === false || plain(propertyOf(options, 'passthrough')) === true || isOptional(value);
      return { scheme: JWT_BEARER, optional, node };
    }
    case 'express-oauth2-jwt-bearer': return name === 'requiresAuth' || name === 'auth' ? { scheme: JWT_BEARER, optional: plain(propertyOf(options, 'authRequired')) === false, node } : undefined;
    case 'express-basic-auth': case 'koa-basic-auth': return { scheme: BASIC, optional: false, node };
    case 'express-openid-connect': return name === 'requiresAuth' ? { scheme: { type: 'openIdConnect', name: 'openId' }, optional: false, node } : undefined;
    case 'connect-ensure-login': return { scheme: undefined, optional: false, node };
    case 'passport': case 'koa-passport': case '@nestjs/passport': return name === 'authenticate' || name === 'AuthGuard' ? passport(args, node) : undefined;
    default: return undefined;
  }
}

/** koa-jwt and express-jwt may be told to let everybody pass by `.unless`, which says nothing of this route. */
function isOptional(value: ExternalValue): boolean {
  return externalPath(value).includes('optional');
}

function passport(args: readonly Value[], node: AuthFinding['node']): AuthFinding | undefined {
  const [first] = args;
  const names = first?.kind === 'array' ? first.items.map((item) => plainText(item)) : members(first ?? { kind: 'unknown' }).map((m) => plainText(m));
  const schemes = names.flatMap((name) => { const scheme = name === undefined ? undefined : strategyScheme(name); return scheme === undefined ? [] : [scheme]; });
  if (schemes.length === 0) return undefined;
  return { scheme: schemes[0], optional: names.some((name) => name === 'anonymous'), node };
}

/** The customs of passport's strategies: the name says how one proves who one is. `local` is a login, not a guard. */
export function strategyScheme(name: string): AuthScheme | undefined {
  if (/local|anonymous/i.test(name)) return undefined;
  if (/basic/i.test(name)) return BASIC;
  if (/jwt/i.test(name)) return JWT_BEARER;
  if (/bearer|token/i.test(name)) return BEARER;
  if (/api-?key/i.test(name)) return { type: 'apiKey', in: 'header', name: 'x-api-key' };
  return { type: 'oauth2', name };
}
