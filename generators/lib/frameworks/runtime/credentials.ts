import type { IncomingMessage } from 'node:http';
import type { RawRequest } from '../../validation/runtime/types';
import type { Credentials, SecurityScheme } from './security-types';

/** Finds a scheme's credentials in a request; undefined when they are missing or malformed. */
export function readCredentials(
  scheme: SecurityScheme,
  scopes: readonly string[],
  incoming: IncomingMessage,
  raw: RawRequest,
): Credentials | undefined {
  switch (scheme.type) {
    case 'apiKey': {
      const apiKey = readApiKey(scheme, raw);
      return apiKey === undefined || apiKey === '' ? undefined : { apiKey, scopes };
    }
    case 'http':
      return readHttp(scheme.scheme.toLowerCase(), scopes, raw);
    case 'oauth2':
    case 'openIdConnect':
      return readHttp('bearer', scopes, raw);
    case 'mutualTLS':
      return readCertificate(scopes, incoming);
  }
}

function readApiKey(scheme: SecurityScheme & { type: 'apiKey' }, raw: RawRequest): string | undefined {
  if (scheme.in === 'query') return new URLSearchParams(raw.query).get(scheme.name) ?? undefined;
  if (scheme.in === 'cookie') return readCookie(raw.headers.cookie ?? '', scheme.name);
  const value: unknown = raw.headers[scheme.name.toLowerCase()];
  const first: unknown = Array.isArray(value) ? value[0] : value;
  // Header fields are an object: it has a `constructor` without being sent one.
  return typeof first === 'string' ? first : undefined;
}

function readCookie(header: string, name: string): string | undefined {
  for (const pair of header.split(';')) {
    const equals = pair.indexOf('=');
    if (equals === -1 || pair.slice(0, equals).trim() !== name) continue;
    const value = pair.slice(equals + 1).trim().replace(/^"(.*)"$/, '$1');
    try {
      return decodeURIComponent(value);
    } catch {
      return value;
    }
  }
  return undefined;
}

function readHttp(name: string, scopes: readonly string[], raw: RawRequest): Credentials | undefined {
  const match = /^([\w!#$%&'*+.^`|~-]+) +(\S.*)$/.exec(raw.headers.authorization ?? '');
  if (match === null || match[1]!.toLowerCase() !== name) return undefined;
  const value = match[2]!.trim();
  if (name === 'bearer') return /\s/.test(value) ? undefined : { token: value, scopes };
  if (name !== 'basic') return { scheme: name, credentials: value, scopes };
  const text = Buffer.from(value, 'base64').toString();
  const colon = text.indexOf(':');
  return colon === -1 ? undefined : { username: text.slice(0, colon), password: text.slice(colon + 1), scopes };
}

function readCertificate(scopes: readonly string[], incoming: IncomingMessage): Credentials | undefined {
  const socket = incoming.socket as { authorized?: boolean; getPeerCertificate?: () => object };
  const certificate = socket.authorized === true ? socket.getPeerCertificate?.() : undefined;
  return certificate !== undefined && Object.keys(certificate).length > 0 ? { certificate, scopes } : undefined;
}
