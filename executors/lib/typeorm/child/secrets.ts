import { redactConnection } from '../../postgres/redact-connection';

const SECRET = /password|passwd|secret|token|^key$|^url$|connectionString/i;

/** A function that takes the secrets of a data source's options out of a text, and passwords out of any URL in it. */
export function redactor(options: object): (text: string) => string {
  const secrets = [...collect(options, 0)].filter((secret) => secret.length > 0).sort((a, b) => b.length - a.length);
  return (text) => {
    const plain = secrets.reduce((out, secret) => out.replaceAll(secret, /:\/\//.test(secret) ? redactConnection(secret) : '***'), text);
    return plain.replace(/[a-z][a-z0-9+.-]*:\/\/[^\s'"`]+/gi, (url) => redactConnection(url));
  };
}

function* collect(value: object, depth: number): Generator<string> {
  for (const [name, inner] of Object.entries(value)) {
    if (typeof inner === 'string' && SECRET.test(name)) {
      yield inner;
      const password = passwordOf(inner);
      if (password !== undefined) yield password;
    } else if (typeof inner === 'object' && inner !== null && depth < 3 && !Array.isArray(inner)) yield* collect(inner as object, depth + 1);
  }
}

function passwordOf(url: string): string | undefined {
  try {
    return decodeURIComponent(new URL(url).password) || undefined;
  } catch {
    return undefined;
  }
}
