/** Names by which an id goes in replies whatever a path calls it. */
const USUAL = ['id', '_id', 'uuid', 'uid', 'guid'];

/**
 * Where in a reply the value is that a path's variable wants: `/id` for `{petId}`, `/data/0/id` in a list.
 * @param reply an example of the reply
 * @param fits whether a value may stand in the path: `{floating_ip}` is an address, not the id of what it belongs to
 * @returns a JSON pointer
 */
export function findId(reply: unknown, variable: string, fits: (value: unknown) => boolean = () => true): string | undefined {
  return inValue(reply, { variable, fits }, 0);
}

interface Wanted {
  readonly variable: string;
  readonly fits: (value: unknown) => boolean;
}

function inValue(value: unknown, wanted: Wanted, depth: number): string | undefined {
  if (Array.isArray(value)) return below(value[0], '/0', wanted, depth);
  if (typeof value !== 'object' || value === null) return undefined;
  const entries = Object.entries(value);
  const { variable, fits } = wanted;
  const own = entries.filter(([, member]) => member !== null && typeof member !== 'object' && fits(member)).map(([name]) => name);
  const found = own.find((name) => name === variable) ?? own.find((name) => sameName(name, variable)) ?? USUAL.find((name) => own.includes(name)) ?? own.find((name) => name.length > 1 && plain(variable).endsWith(plain(name)));
  if (found !== undefined) return `/${step(found)}`;
  if (depth >= 2) return undefined;
  for (const [name, member] of entries) {
    const inner = below(member, `/${step(name)}`, wanted, depth);
    if (inner !== undefined) return inner;
  }
  return undefined;
}

function below(value: unknown, path: string, wanted: Wanted, depth: number): string | undefined {
  const inner = typeof value === 'object' && value !== null ? inValue(value, wanted, depth + 1) : undefined;
  return inner === undefined ? undefined : path + inner;
}

/** `event_id` and `eventId` are one name. */
export function sameName(one: string, other: string): boolean {
  return plain(one) === plain(other);
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

function step(name: string): string {
  return name.replace(/~/g, '~0').replace(/\//g, '~1');
}
