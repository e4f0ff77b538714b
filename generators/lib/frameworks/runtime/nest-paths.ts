import { below } from './allow';
import type { OperationRoute } from './nest-operation';
import { meets } from './query-conditions';

interface Node {
  readonly literals: Map<string, Node>;
  /** Of segments with variables; without a test every text that is not empty fits. */
  readonly patterns: { readonly source: string; readonly test: RegExp | undefined; readonly node: Node }[];
  readonly mounted: OperationRoute[];
}

/** Finds operations by path: what a router cannot say, which of several templates is meant, and which methods a path has. */
export class OperationPaths {
  /** The templates, for naming a variable that is malformed. */
  readonly templates: string[] = [];
  private readonly root: Node = newNode();
  private readonly bases = new Set<string>();

  /** @param prefix what stands before the operation's own path: `/api` */
  add(route: OperationRoute, prefix: string): void {
    const template = prefix + route.path;
    let node = this.root;
    for (const segment of template.split('/')) node = child(node, segment);
    if (node.mounted.includes(route)) return;
    node.mounted.push(route);
    node.mounted.sort((a, b) => a.rank - b.rank);
    this.bases.add(prefix + (route.base ?? ''));
    this.templates.push(template);
  }

  /** The operation that answers a request; undefined: none does. A GET's answers HEAD where no other does. */
  find(method: string, path: string, query: string): OperationRoute | undefined {
    let best: OperationRoute | undefined;
    for (const { mounted } of this.nodesOf(path)) {
      const found = mounted.find((route) => route.method === method && fits(route, query));
      if (found !== undefined && (best === undefined || found.rank < best.rank)) best = found;
    }
    return best ?? (method === 'HEAD' ? this.find('GET', path, query) : undefined);
  }

  /** The methods that a path has. */
  methods(path: string, query: string): string[] {
    return this.nodesOf(path).flatMap(({ mounted }) => mounted.filter((route) => fits(route, query)).map(({ method }) => method));
  }

  /** Whether a path is below where the API is mounted. */
  covers(path: string): boolean {
    return [...this.bases].some((base) => below(base, path) !== undefined);
  }

  private nodesOf(path: string): Node[] {
    const found: Node[] = [];
    descend(this.root, path, 0, found);
    return found;
  }
}

/** Collects the nodes that a path leads to from its segment at `from` on. Runs for each request on Express. */
function descend(node: Node, path: string, from: number, found: Node[]): void {
  const slash = path.indexOf('/', from);
  const segment = decode(slash === -1 ? path.slice(from) : path.slice(from, slash));
  const follow = (next: Node): void => {
    if (slash === -1) found.push(next);
    else descend(next, path, slash + 1, found);
  };
  const literal = node.literals.get(segment);
  if (literal !== undefined) follow(literal);
  if (segment === '') return;
  for (const { test, node: next } of node.patterns) if (test === undefined || test.test(segment)) follow(next);
}

function newNode(): Node {
  return { literals: new Map(), patterns: [], mounted: [] };
}

const ANYTHING = '[^]+';

function child(node: Node, segment: string): Node {
  if (!segment.includes('{')) {
    const literal = decode(segment);
    const known = node.literals.get(literal) ?? newNode();
    node.literals.set(literal, known);
    return known;
  }
  const source = segment.split(/\{[^{}]*\}/).map((text) => decode(text).replace(/[^A-Za-z0-9]/g, escapeUnit)).join(ANYTHING);
  const known = node.patterns.find((pattern) => pattern.source === source);
  if (known !== undefined) return known.node;
  const fresh = newNode();
  node.patterns.push({ source, test: source === ANYTHING ? undefined : new RegExp(`^${source}$`), node: fresh });
  return fresh;
}

function fits({ query: conditions }: OperationRoute, query: string): boolean {
  return conditions === undefined || meets(query, conditions);
}

function escapeUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** Templates may be written with or without percent-encoding, and routers compare either form. */
function decode(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
