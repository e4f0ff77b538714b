const UNITS: Readonly<Record<string, number>> = { '': 1000, ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** Milliseconds of `30`, `30s`, `500ms`, `1.5m` or `1h`; a bare number is in seconds. Undefined for anything else. */
export function parseDuration(text: string | number): number | undefined {
  const match = /^(\d+(?:\.\d+)?)\s*(ms|s|m|h|)$/.exec(String(text).trim());
  return match ? Number(match[1]) * UNITS[match[2]!]! : undefined;
}
