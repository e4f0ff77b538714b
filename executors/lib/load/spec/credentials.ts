import type { Operation, SecurityScheme } from '../../../../generators/lib/model';
import type { Piece, Secret, Template } from '../drive/drive-plan';
import type { Problems } from '../options/problems';
import type { Spec } from './open-spec';

/** How a request shows who sends it. */
export interface Credentials {
  readonly headers: Readonly<Record<string, Template>>;
  /** `name=` and value. */
  readonly query: readonly Template[];
  readonly cookies: readonly Template[];
}

export interface Keyring {
  readonly secrets: Readonly<Record<string, Secret>>;
  /** Credentials by the first of an operation's alternatives that there are secrets for. */
  of(operation: Operation): Credentials;
  /** Keys of schemes that were asked for and have no secret: `example` was sent. */
  readonly invented: ReadonlySet<string>;
}

/**
 * Secrets by security scheme, from `--auth` (`scheme=value`, or a value for every scheme; `env:NAME`
 * reads a variable) or from `BACKEND_AUTH_<SCHEME>`.
 */
export function keyring({ api: { securitySchemes } }: Spec, auth: readonly string[], environment: NodeJS.ProcessEnv, problems: Problems): Keyring {
  const secrets: Record<string, Secret> = {};
  const keys = new Set(securitySchemes.map(({ key }) => key));
  for (const { key } of securitySchemes) {
    const env = envName(key);
    if (environment[env] !== undefined) secrets[key] = { value: environment[env], env };
  }
  for (const text of auth) {
    const [, name = '', rest = ''] = /^([^=\s]+)=(.+)$/s.exec(text) ?? [];
    const one = keys.has(name) ? name : undefined;
    const secret = parseSecret(one === undefined ? text : rest, envName(one ?? 'any'), environment, problems);
    if (secret) for (const key of one === undefined ? keys : [one]) secrets[key] = secret;
  }
  const invented = new Set<string>();
  const schemeOf = (key: string): SecurityScheme | undefined => securitySchemes.find((scheme) => scheme.key === key);
  return {
    secrets, invented,
    of({ security }) {
      const known = security.find((alternative) => alternative.every(({ scheme }) => secrets[scheme] !== undefined || schemeOf(scheme)?.type === 'mutualTLS'));
      const chosen = known ?? security[0] ?? [];
      const parts = chosen.flatMap(({ scheme: key }) => {
        const scheme = schemeOf(key);
        if (!scheme) return [];
        if (secrets[key] === undefined) invented.add(key);
        return [credentialsOf(scheme, secrets[key] ? [key] : undefined)];
      });
      return {
        headers: Object.assign({}, ...parts.map((part) => part.headers)) as Record<string, Template>,
        query: parts.flatMap((part) => part.query), cookies: parts.flatMap((part) => part.cookies),
      };
    },
  };
}

function envName(key: string): string {
  return `BACKEND_AUTH_${key.replace(/([a-z0-9])([A-Z])/g, '$1_$2').replace(/[^A-Za-z0-9]+/g, '_').toUpperCase()}`;
}

/** `env:NAME`, or the secret itself. */
export function parseSecret(text: string, env: string, environment: NodeJS.ProcessEnv, problems: Problems): Secret | undefined {
  const [, name] = /^env:([A-Za-z_]\w*)$/.exec(text) ?? [];
  if (name === undefined) return { value: oneLine(text), env };
  const value = environment[name];
  if (value === undefined || value === '') {
    problems.report('BACKEND_LOAD_SECRET_MISSING', `the environment variable ${name} is not set`, `Set it, or pass another: --auth=env:OTHER`);
    return undefined;
  }
  return { value: oneLine(value), env: name };
}

/** A line break would begin a header of its own. */
function oneLine(text: string): string {
  return text.replace(/[\r\n\0]+/g, ' ').trim();
}

function credentialsOf(scheme: SecurityScheme, key: readonly [string] | undefined): Credentials {
  const secret = (as: 'text' | 'uri' | 'base64', otherwise: string): Piece => (key ? { secret: key[0], as } : otherwise);
  const headers = (value: Template): Credentials => ({ headers: { authorization: value }, query: [], cookies: [] });
  switch (scheme.type) {
    case 'apiKey': {
      const name = scheme.parameterName.replace(/[\r\n\0]/g, '');
      if (scheme.in === 'header') return { headers: { [name.toLowerCase()]: [secret('text', 'example')] }, query: [], cookies: [] };
      const pair: Template = [`${encodeURIComponent(name.toWellFormed())}=`, secret('uri', 'example')];
      return scheme.in === 'query' ? { headers: {}, query: [pair], cookies: [] } : { headers: {}, query: [], cookies: [pair] };
    }
    case 'http': {
      const name = scheme.scheme.toLowerCase();
      if (name === 'basic') return headers(['Basic ', secret('base64', Buffer.from('example:example').toString('base64'))]);
      return headers([`${name === 'bearer' ? 'Bearer' : scheme.scheme.replace(/[^\w-]/g, '')} `, secret('text', 'example')]);
    }
    case 'oauth2':
    case 'openIdConnect':
      return headers(['Bearer ', secret('text', 'example')]);
    case 'mutualTLS':
      return { headers: {}, query: [], cookies: [] };
  }
}
