import type { DrivePlan, Expression, Need, Step, Template } from './drive-plan';

/** A request that is about to be sent. */
export interface Prepared {
  readonly step: number;
  readonly method: string;
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly thinkMs: number;
  /** What its slots were filled with. */
  readonly scope: Readonly<Record<string, unknown>>;
}

/** One user, who sends a request, waits for its reply and goes on. */
export interface VirtualUser {
  next(): Prepared;
  /** @param header a field by its name in lower case */
  received(status: number, header: (name: string) => string | undefined, body: () => string): void;
  /** No reply came: the flow ends. */
  failed(): void;
}

/** What an engine lends the user. */
export interface Host {
  secret(name: string): string;
  base64(text: string): string;
  uuid(): string;
  random(): number;
}

/**
 * A user of the plan; each of `users` begins elsewhere among the flows, so that few requests reach
 * many operations, and takes every `users`th row, so that no two have the same.
 *
 * This function stands alone, without imports or helpers outside: its text is also the heart of the
 * scripts that other engines run (see engines/).
 */
export function createVirtualUser(plan: DrivePlan, host: Host, number: number, users: number): VirtualUser {
  const TRIES = 3;
  const KEPT = 20;
  const shares = plan.flows.map(() => 0);
  const total = plan.flows.reduce((sum, flow) => sum + flow.weight, 0);
  /** Records by their resource, each with the number of the reply that brought it. */
  const pools: Record<string, { values: unknown[]; reply: number }[]> = {};
  let replies = 0;
  const failures: Record<string, number> = {};
  const turns: Record<string, number> = {};
  const rows: Record<string, number> = {};
  let counter = 0;
  let queue: number[] = [];
  /** In a flow of several steps, a step means what the steps before it made. */
  let newest = false;
  let variables: Record<string, unknown> = {};
  let current: { step: Step; at: number; scope: Record<string, unknown>; body?: string; helper: boolean } | undefined;

  /** Smooth weighted round robin: a, b, a, c, a for weights 3, 1, 1. */
  const nextFlow = (): number => {
    let best = 0;
    plan.flows.forEach((flow, at) => {
      shares[at] = shares[at]! + flow.weight;
      if (shares[at]! > shares[best]!) best = at;
    });
    shares[best] = shares[best]! - total;
    return best;
  };
  for (let skip = Math.floor(((number % users) * plan.flows.length) / users); skip > 0; skip--) nextFlow();

  const feed = (): Record<string, unknown> => {
    const fed: Record<string, unknown> = {};
    for (const name of Object.keys(plan.feeders)) {
      const feeder = plan.feeders[name]!;
      if (feeder.rows.length === 0) continue;
      const at = feeder.order === 'random' ? Math.floor(host.random() * feeder.rows.length) : (number + (rows[name] ?? 0) * users) % feeder.rows.length;
      rows[name] = (rows[name] ?? 0) + 1;
      const row = feeder.rows[at]!;
      for (const column of Object.keys(row)) fed[`${name}.${column}`] = row[column];
    }
    return fed;
  };

  /** The step that has to be sent first, so that the needs of a step can be met; itself where they are. */
  const firstOf = (at: number, depth: number): number => {
    for (const need of plan.steps[at]!.needs) {
      if ((pools[need.resource] ?? []).length > 0 || depth > 5) continue;
      const producer = (plan.producers[need.resource] ?? []).find((one) => one !== at && (failures[`${need.resource} ${one}`] ?? 0) < TRIES);
      if (producer === undefined) continue;
      failures[`${need.resource} ${producer}`] = (failures[`${need.resource} ${producer}`] ?? 0) + 1;
      return firstOf(producer, depth + 1);
    }
    return at;
  };

  const meet = (need: Need, scope: Record<string, unknown>): void => {
    const pool = pools[need.resource] ?? [];
    if (pool.length === 0) return;
    const turn = turns[need.resource] ?? 0;
    turns[need.resource] = turn + 1;
    const record = pool[newest ? pool.length - 1 : turn % pool.length]!;
    // Records of two resources in one path have to agree: what is there already stays.
    for (const fill of need.fills) if (!Object.prototype.hasOwnProperty.call(scope, fill.slot)) scope[fill.slot] = record.values[fill.at];
    if (!need.takes) return;
    // What is below it goes too, and what else came with it: the receipt of an order that is deleted.
    for (const resource of Object.keys(pools)) {
      const below = need.takes.includes(resource);
      pools[resource] = pools[resource]!.filter((other) => other.reply !== record.reply && !(below && record.values.every((value, i) => other.values[i] === value)));
    }
  };

  const text = (value: unknown, as: string): string => {
    const plain = value === undefined || value === null ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value);
    switch (as) {
      case 'uri': return encodeURIComponent(plain.replace(/[\ud800-\udfff]/g, (unit, at: number, all: string) => (encodable(all, at) ? unit : '\ufffd')));
      case 'json': return JSON.stringify(value === undefined ? null : value);
      case 'jsonText': return JSON.stringify(plain).slice(1, -1);
      case 'base64': return host.base64(plain);
      default: return plain.replace(/[\r\n\0]+/g, ' ');
    }
  };
  /** Whether a surrogate is one of a pair: encodeURIComponent throws on others. */
  const encodable = (all: string, at: number): boolean => {
    const unit = all.charCodeAt(at);
    const other = unit < 0xdc00 ? all.charCodeAt(at + 1) : all.charCodeAt(at - 1);
    return unit < 0xdc00 ? other >= 0xdc00 && other <= 0xdfff : other >= 0xd800 && other <= 0xdbff;
  };

  const fill = (template: Template, scope: Record<string, unknown>): string =>
    template.map((piece) => (typeof piece === 'string' ? piece : 'slot' in piece ? text(scope[piece.slot], piece.as) : text(host.secret(piece.secret), piece.as))).join('');

  const builtins = (): Record<string, unknown> => ({ $uuid: host.uuid(), $counter: ++counter, $now: new Date().toISOString(), $user: number });

  /** The value at a JSON pointer; undefined where there is none. */
  const pointed = (root: unknown, pointer: string): unknown => {
    let value = root;
    for (const token of pointer.split('/').slice(1)) {
      const name = token.replace(/~1/g, '/').replace(/~0/g, '~');
      if (typeof value !== 'object' || value === null || !Object.prototype.hasOwnProperty.call(value, name)) return undefined;
      value = (value as Record<string, unknown>)[name];
    }
    return value;
  };
  const parsed = (body: string | undefined): unknown => {
    try {
      return body === undefined ? undefined : JSON.parse(body);
    } catch {
      return undefined;
    }
  };

  return {
    next() {
      if (queue.length === 0) {
        queue = plan.flows[nextFlow()]!.steps.slice();
        newest = queue.length > 1;
        variables = feed();
      }
      const wanted = queue[0]!;
      const at = firstOf(wanted, 0);
      if (at === wanted) queue.shift();
      const step = plan.steps[at]!;
      const known: Record<string, unknown> = {};
      for (const need of step.needs) meet(need, known);
      const scope: Record<string, unknown> = Object.assign({}, step.defaults, builtins(), variables, known);
      const headers: Record<string, string> = {};
      for (const name of Object.keys(step.headers)) headers[name] = fill(step.headers[name]!, scope).trim();
      const body = step.body === undefined ? undefined : fill(step.body, scope);
      current = { step, at, scope, helper: at !== wanted, ...(body !== undefined && { body }) };
      return { step: at, method: step.method, target: fill(step.target, scope), headers, thinkMs: step.thinkMs ?? 0, scope, ...(body !== undefined && { body }) };
    },
    received(status, header, body) {
      if (!current) return;
      const { step, at, scope, body: sent } = current;
      if (step.yields.length === 0 && step.captures.length === 0) return;
      let read = false;
      let json: unknown;
      const evaluate = (expression: Expression): unknown => {
        switch (expression.from) {
          case 'body':
            if (!read) json = parsed(body());
            read = true;
            return pointed(json, expression.pointer);
          case 'header': return header(expression.name);
          case 'status': return status;
          case 'slot': return scope[expression.slot];
          case 'sent': return pointed(parsed(sent), expression.pointer);
          case 'value': return expression.value;
        }
      };
      for (const capture of step.captures) {
        const value = evaluate(capture.from);
        if (value !== undefined) variables[capture.slot] = value;
      }
      if (status < 200 || status > 299) return;
      replies++;
      for (const one of step.yields) {
        const values = one.values.map(evaluate);
        if (values.some((value) => value === undefined || value === null || typeof value === 'object')) continue;
        failures[`${one.resource} ${at}`] = 0;
        pools[one.resource] = [...(pools[one.resource] ?? []), { values, reply: replies }].slice(-KEPT);
      }
    },
    failed() {
      queue = [];
    },
  };
}
