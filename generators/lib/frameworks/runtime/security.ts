import type { IncomingMessage } from 'node:http';
import type { RawRequest } from '../../validation/runtime/types';
import { challengeOf } from './challenge';
import { readCredentials } from './credentials';
import { Failure } from './failure';
import type { Auth, Authenticator, SecurityRequirements, SecurityScheme } from './security-types';

/** Resolves to the principals by scheme key; rejects with 401 or 403. `request` is the framework's. */
export type Authorize = (incoming: IncomingMessage, raw: RawRequest, request: unknown) => Promise<Auth>;

export interface SecuritySetup {
  /** Every scheme of the document by its key. */
  readonly schemes: Readonly<Record<string, SecurityScheme>>;
  /** By scheme key. */
  readonly authenticators: Readonly<Record<string, Authenticator | undefined>>;
}

/**
 * Prepares an operation's security; null when it is public. Throws at start-up when a scheme is
 * unknown or has no authenticator: the operation must not run without one.
 */
export function createAuthorize(operation: string, requirements: SecurityRequirements, setup: SecuritySetup): Authorize | null {
  const alternatives = requirements.map((requirement) => Object.entries(requirement).map(([key, scopes]) => prepare(operation, key, scopes, setup)));
  const guarded = alternatives.filter((alternative) => alternative.length > 0);
  if (guarded.length === 0) return null;
  const optional = guarded.length < alternatives.length;
  const challenges = [...new Set(guarded.flat().map((check) => challengeOf(check.scheme)))].filter((c) => c !== undefined);

  return async (incoming, raw, request) => {
    let refusal: unknown;
    for (const alternative of guarded) {
      const outcome = await tryAlternative(alternative, incoming, raw, request);
      if (outcome.auth !== undefined) return outcome.auth;
      // "Known, but not allowed" says more than "not known", whichever alternative said so.
      if (refusal === undefined || statusOf(refusal) === 401) refusal = outcome.refusal ?? refusal;
    }
    // An anonymous caller may pass an optional requirement, one who was told 403 may not.
    if (statusOf(refusal) === 403) throw isExposed(refusal) ? refusal : new Failure(403, 'FORBIDDEN', 'This is not allowed');
    if (optional) return {};
    throw unauthorized(refusal, challenges);
  };
}

interface Check {
  readonly key: string;
  readonly scheme: SecurityScheme;
  readonly scopes: readonly string[];
  readonly authenticate: Authenticator;
}

function prepare(operation: string, key: string, scopes: readonly string[], { schemes, authenticators }: SecuritySetup): Check {
  const scheme = Object.hasOwn(schemes, key) ? schemes[key] : undefined;
  if (scheme === undefined) throw new Error(`operation ${operation}: the security scheme ${JSON.stringify(key)} is not declared`);
  const authenticate = Object.hasOwn(authenticators, key) ? authenticators[key] : undefined;
  if (typeof authenticate !== 'function') {
    throw new Error(`operation ${operation}: the security scheme ${JSON.stringify(key)} has no authenticator (middleware/authenticators)`);
  }
  return { key, scheme, scopes, authenticate };
}

async function tryAlternative(
  checks: readonly Check[],
  incoming: IncomingMessage,
  raw: RawRequest,
  request: unknown,
): Promise<{ auth?: Auth; refusal?: unknown }> {
  const auth: Auth = Object.create(null) as Auth;
  for (const { key, scheme, scopes, authenticate } of checks) {
    const credentials = readCredentials(scheme, scopes, incoming, raw);
    if (credentials === undefined) return {};
    try {
      const principal: unknown = await authenticate(credentials, request);
      if (principal === undefined || principal === null || principal === false) {
        return { refusal: new Failure(401, 'UNAUTHORIZED', 'The credentials were not accepted') };
      }
      auth[key] = principal;
    } catch (error) {
      const status = statusOf(error);
      if (status !== 401 && status !== 403) throw error;
      return { refusal: error };
    }
  }
  return { auth };
}

function unauthorized(refusal: unknown, challenges: readonly string[]): Failure {
  const message = refusal === undefined ? 'Credentials are required' : isExposed(refusal) ? refusal.message : 'The credentials were not accepted';
  return new Failure(401, 'UNAUTHORIZED', message, challenges.length > 0 ? { headers: { 'www-authenticate': [...challenges] } } : {});
}

/** Whether an error's words are for the caller: those of an HTTP client are another server's. */
function isExposed(error: unknown): error is Error {
  return error instanceof Error && (error as { expose?: unknown }).expose === true;
}

function statusOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { status, statusCode, expose } = error as { status?: unknown; statusCode?: unknown; expose?: unknown };
  const value = status ?? statusCode;
  return typeof value === 'number' && expose !== false ? value : undefined;
}
