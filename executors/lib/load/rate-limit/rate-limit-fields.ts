import type { IncomingHttpHeaders } from 'node:http';

/** What a reply says about a rate limit. Times in seconds. */
export interface RateLimitFields {
  /** Names of the fields that said it, as they are written in standards. */
  readonly sources: readonly string[];
  readonly limit?: number;
  readonly windowSeconds?: number;
  readonly remaining?: number;
  /** Until the window is new. */
  readonly resetSeconds?: number;
  readonly retryAfterSeconds?: number;
}

type Facts = { -readonly [Name in keyof Omit<RateLimitFields, 'sources'>]?: number };

/**
 * Reads `Retry-After` (RFC 9110 §10.2.3), the IETF drafts' `RateLimit` and `RateLimit-Policy` in the
 * forms of draft-ietf-httpapi-ratelimit-headers 3 to 10, and `X-RateLimit-*` as they are about. What
 * is newer wins; of several policies the one with the least quota.
 * @param now milliseconds since the epoch, for times that are dates
 */
export function readRateLimit(headers: IncomingHttpHeaders, now: number): RateLimitFields {
  const facts: Facts = {};
  const sources: string[] = [];
  const take = (name: string, read: (text: string) => Facts): void => {
    const value = headers[name.toLowerCase()];
    if (value === undefined) return;
    const found = Object.entries(read(String(value))).filter(([, number]) => number !== undefined && Number.isFinite(number) && number >= 0);
    if (found.length === 0) return;
    sources.push(name);
    for (const [fact, number] of found) facts[fact as keyof Facts] ??= number;
  };
  take('RateLimit-Policy', readPolicies);
  take('RateLimit', readCombined);
  take('RateLimit-Limit', readLimit);
  take('RateLimit-Remaining', (text) => ({ remaining: number(text) }));
  take('RateLimit-Reset', (text) => ({ resetSeconds: seconds(text, now) }));
  for (const prefix of ['X-RateLimit', 'X-Rate-Limit']) {
    take(`${prefix}-Limit`, readLimit);
    take(`${prefix}-Remaining`, (text) => ({ remaining: number(text) }));
    take(`${prefix}-Reset`, (text) => ({ resetSeconds: seconds(text, now) }));
  }
  take('Retry-After', (text) => ({ retryAfterSeconds: seconds(text, now) }));
  return { sources, ...facts };
}

/** `"burst";q=100;w=60, "day";q=5000;w=86400` (draft 8 on), `100;w=60` (drafts 6 and 7). */
function readPolicies(text: string): Facts {
  const policies = listItems(text).map(({ item, parameters }) => ({ limit: parameters['q'] ?? number(item), windowSeconds: parameters['w'] }));
  const [tightest] = policies.filter(({ limit }) => limit !== undefined).sort((a, b) => a.limit! - b.limit!);
  return tightest ? { limit: tightest.limit, windowSeconds: tightest.windowSeconds } as Facts : {};
}

/** `"default";r=50;t=30` (draft 8 on), `limit=100, remaining=50, reset=30` (draft 7). */
function readCombined(text: string): Facts {
  const items = listItems(text);
  const of = (name: string): number | undefined => items.map(({ item }) => new RegExp(`^${name}=(\\d+)$`).exec(item)?.[1]).filter((found) => found !== undefined).map(Number)[0];
  const [tightest] = items.filter(({ parameters }) => parameters['r'] !== undefined).sort((a, b) => a.parameters['r']! - b.parameters['r']!);
  return { limit: of('limit'), remaining: tightest?.parameters['r'] ?? of('remaining'), resetSeconds: tightest?.parameters['t'] ?? of('reset') } as Facts;
}

/** `100`, and `100, 100;w=60` of drafts that had no field for policies. */
function readLimit(text: string): Facts {
  const [first, ...policies] = listItems(text);
  return { limit: number(first?.item ?? ''), windowSeconds: policies.find(({ item }) => item === first?.item)?.parameters['w'] } as Facts;
}

function listItems(text: string): { item: string; parameters: Record<string, number | undefined> }[] {
  return (text.match(/(?:"[^"]*"|[^,"])+/g) ?? []).map((part) => {
    const [item = '', ...rest] = part.trim().split(/;(?=(?:[^"]*"[^"]*")*[^"]*$)/).map((piece) => piece.trim());
    return { item, parameters: Object.fromEntries(rest.map((pair) => [pair.split('=')[0]!.trim(), number(pair.split('=')[1] ?? '')])) };
  });
}

function number(text: string): number | undefined {
  return /^\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : undefined;
}

/** Seconds from now, seconds or milliseconds since the epoch, or an HTTP date. */
function seconds(text: string, now: number): number | undefined {
  const value = number(text);
  if (value === undefined) return Number.isNaN(Date.parse(text)) ? undefined : Math.max(0, (Date.parse(text) - now) / 1000);
  // No window is thirty years long.
  if (value > 1e12) return Math.max(0, (value - now) / 1000);
  return value > 1e9 ? Math.max(0, value - now / 1000) : value;
}
