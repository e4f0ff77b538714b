import { code } from '../code';

/** `middleware/security-settings.ts`: what the environment says, and who asks. */
export const SETTINGS: string = code`import type { IncomingMessage } from 'node:http';
import { isIPv6 } from 'node:net';

/** Set by the environment. What cannot be read ends the server when it starts. */
export const settings = {
  /** \`RATE_LIMIT\`: requests of one client within a time (\`100/1m\`, \`5000/1h\`), or \`none\`. */
  rateLimit: rateLimitOf(process.env['RATE_LIMIT'] ?? '100/1m'),
  /** \`CORS_ORIGINS\`: origins whose pages may call this API, comma-separated: \`https://app.example.com\`. */
  origins: originsOf(process.env['CORS_ORIGINS'] ?? ''),
  /** \`TRUST_PROXY\`: how many proxies stand before this server. Without one, \`X-Forwarded-For\` is not believed. */
  proxies: proxiesOf(process.env['TRUST_PROXY'] ?? '0'),
};

function rateLimitOf(text: string): { readonly requests: number; readonly seconds: number } | undefined {
  if (text === 'none') return undefined;
  const [, requests, time, unit] = /^([1-9]\\d*)\\/([1-9]\\d*)([smh])$/.exec(text) ?? [];
  if (unit === undefined) throw new Error(\`RATE_LIMIT is \${JSON.stringify(text)}: write requests within a time, such as 100/1m, or none\`);
  return { requests: Number(requests), seconds: Number(time) * { s: 1, m: 60, h: 3600 }[unit as 's' | 'm' | 'h'] };
}

function originsOf(text: string): string[] {
  const origins = text.split(',').map((origin) => origin.trim()).filter(Boolean);
  for (const origin of origins) {
    if (!URL.canParse(origin) || new URL(origin).origin !== origin) throw new Error(\`CORS_ORIGINS has \${JSON.stringify(origin)}: write each origin out, such as https://app.example.com, without a path\`);
  }
  return origins;
}

function proxiesOf(text: string): number {
  if (!/^\\d$/.test(text)) throw new Error(\`TRUST_PROXY is \${JSON.stringify(text)}: write how many proxies stand before this server, 0 to 9\`);
  return Number(text);
}

/** Who asks: the connection's other end, or what the outermost trusted proxy saw as its own. */
export function clientOf({ headers, socket }: IncomingMessage): string {
  const forwarded = [headers['x-forwarded-for'] ?? []].flat().join(',').split(',').map((address) => address.trim());
  const seen = [...forwarded, socket.remoteAddress ?? ''].slice(-1 - settings.proxies);
  return networkOf(seen.find(Boolean) ?? '');
}

/** Of an IPv6 address the first half: a client has the whole of the rest to change between. */
function networkOf(address: string): string {
  if (!isIPv6(address) || /^::ffff:[\\d.]+$/i.test(address)) return address;
  const [left = [], right] = address.split('::').map((part) => part.split(':').filter(Boolean));
  const groups = right === undefined ? left : [...left, ...Array<string>(8 - left.length - right.length).fill('0'), ...right];
  return groups.slice(0, 4).join(':');
}
`.text;
