import { code, doc, Imports, join, key, nothing } from '../../code';
import type { File } from '../../code';
import type { EmitContext } from '../../emit/context';
import type { SecurityScheme } from '../../model';
import { usedSchemes } from './security-schemes';

/** `middleware/authenticators.ts`, written once: one function per security scheme, each refusing until it is written. */
export function authenticatorsFile(context: EmitContext): File {
  const imports = new Imports(context.options.importExtension);
  const schemes = usedSchemes(context.api);
  imports.type('Authenticators', './validators/runtime/security-schemes');
  if (schemes.length > 0) imports.value('unauthorized', './errors');
  const members = schemes.map(
    (scheme) => code`${doc(scheme.description, hintOf(scheme))}
${key(scheme.key)}: async () => {
  throw unauthorized(${`${scheme.key} has no authenticator yet`});
},`,
  );
  const content = code`${imports.print()}

/**
 * Who a caller is, by security scheme. Return the principal to accept (it is put on the request's
 * \`auth\`); return undefined or throw unauthorized() to refuse with 401, forbidden() with 403.
 */
export const authenticators = {
  ${members.length > 0 ? join(members) : nothing}
} satisfies Authenticators;
`;
  return { path: 'middleware/authenticators.ts', content: content.text, ownership: 'yours' };
}

/** How the function will begin. */
function hintOf(scheme: SecurityScheme): string {
  switch (scheme.type) {
    case 'apiKey':
      return 'async ({ apiKey }, request) => …';
    case 'http': {
      const name = scheme.scheme.toLowerCase();
      return name === 'basic' ? 'async ({ username, password }, request) => …' : name === 'bearer' ? 'async ({ token }, request) => …' : 'async ({ credentials }, request) => …';
    }
    case 'oauth2':
    case 'openIdConnect':
      return 'async ({ token, scopes }, request) => … where scopes are what the operation asks for';
    case 'mutualTLS':
      return 'async ({ certificate }, request) => …';
  }
}

