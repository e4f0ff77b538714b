import { unauthorized } from './errors.js';
import type { Authenticators } from './validators/runtime/security-schemes.js';

/**
 * Who a caller is, by security scheme. Return the principal to accept (it is put on the request's
 * `auth`); return undefined or throw unauthorized() to refuse with 401, forbidden() with 403.
 */
export const authenticators = {
  /** async ({ apiKey }, request) => … */
  apiKey: async () => {
    throw unauthorized('apiKey has no authenticator yet');
  },
} satisfies Authenticators;
