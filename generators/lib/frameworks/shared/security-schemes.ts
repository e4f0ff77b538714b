import { code, doc, Imports, join, key, lit, nothing } from '../../code';
import type { Code, File } from '../../code';
import type { EmitContext } from '../../emit/context';
import { generatedFile } from '../../emit/context';
import type { Api, Operation, SecurityScheme } from '../../model';

/** Module of the schemes' table and of the authenticators' types, relative to the output, without extension. */
export const SECURITY_MODULE = 'middleware/validators/runtime/security-schemes';

/** The framework's own type of a request, as authenticators get it. */
export interface RequestType {
  readonly name: string;
  readonly from: string;
}

/** The schemes that operations ask for: only these need an authenticator. */
export function usedSchemes(api: Api): SecurityScheme[] {
  const used = new Set(api.operations.flatMap((operation) => operation.security.flat().map(({ scheme }) => scheme)));
  return api.securitySchemes.filter((scheme) => used.has(scheme.key));
}

/** The table the runtime reads and the interface the user's authenticators satisfy. */
export function securitySchemesFile(request: RequestType, context: EmitContext): File {
  const imports = new Imports(context.options.importExtension);
  imports.type('SecurityScheme', './http/security-types');
  const schemes = usedSchemes(context.api);
  const requestName = schemes.length > 0 ? imports.type(request.name, request.from) : nothing;
  const rows = schemes.map((scheme) => code`${key(scheme.key)}: ${lit(factsOf(scheme))},`);
  const members = schemes.map((scheme) => {
    const credentials = imports.type(credentialsOf(scheme), './http/security-types');
    return join([doc(scheme.description), code`${key(scheme.key)}: (credentials: ${credentials}, request: ${requestName}) => unknown;`]);
  });
  const body = code`${imports.print()}

/** Security schemes by their key in the document. */
export const schemes = {
  ${rows}
} as const satisfies Readonly<Record<string, SecurityScheme>>;

/** One function per security scheme: answers the principal, which is put on the request's \`auth\`. */
export interface Authenticators {
  ${members}
}
`;
  return generatedFile(`${SECURITY_MODULE}.ts`, body.text, context);
}

/** An operation's security as the runtime takes it; nothing when it is public. */
export function securityOf(operation: Operation): Code {
  if (!operation.security.some((alternative) => alternative.length > 0)) return nothing;
  const alternatives = operation.security.map((alternative) => {
    const members = alternative.map(({ scheme, scopes }) => code`${key(scheme)}: ${lit(scopes)}`);
    return members.length === 0 ? code`{}` : code`{ ${join(members, ', ')} }`;
  });
  return code`[${join(alternatives, ', ')}]`;
}

/** What the runtime needs to know of a scheme. */
function factsOf(scheme: SecurityScheme): Record<string, string> {
  if (scheme.type === 'apiKey') return { type: scheme.type, in: scheme.in, name: scheme.parameterName };
  if (scheme.type === 'http') return { type: scheme.type, scheme: scheme.scheme };
  return { type: scheme.type };
}

/** Name of the type in `security-types.ts`. */
export function credentialsOf(scheme: SecurityScheme): string {
  switch (scheme.type) {
    case 'apiKey':
      return 'ApiKeyCredentials';
    case 'http': {
      const name = scheme.scheme.toLowerCase();
      return name === 'basic' ? 'BasicCredentials' : name === 'bearer' ? 'BearerCredentials' : 'HttpCredentials';
    }
    case 'oauth2':
    case 'openIdConnect':
      return 'BearerCredentials';
    case 'mutualTLS':
      return 'CertificateCredentials';
  }
}
