import { code, Code, join, Name } from './code';
import { quote } from './literal';

/** How relative imports end: `.js` (Node's ESM), nothing (CommonJS bundlers, Jest) or `.ts` (type stripping). */
export type ImportExtension = '.js' | '' | '.ts';

/** Who owns a file: generated ones are replaced on every run, yours are written once and only appended to. */
export type Ownership = 'generated' | 'yours';

/** A file to write. `path` is posix and relative to the folder that holds routes/, middleware/ and types/. */
export interface File {
  readonly path: string;
  readonly content: string;
  readonly ownership: Ownership;
}

/** Collects what a module imports; prints each source once, sorted, types apart from values. */
export class Imports {
  private readonly sources = new Map<string, { values: Map<string, string>; types: Map<string, string>; star?: string }>();

  /** @param extension ending of relative specifiers */
  constructor(private readonly extension: ImportExtension) {}

  /** Imports a value (`default`: `import as from '…'`) and returns the name to use. */
  value(name: string, from: string, as = name): Name {
    this.source(from).values.set(name, as);
    return new Name(as);
  }

  /** Imports a type and returns the name to use. */
  type(name: string, from: string, as = name): Name {
    this.source(from).types.set(name, as);
    return new Name(as);
  }

  /** `import * as name from '…'` */
  star(as: string, from: string): Name {
    this.source(from).star = as;
    return new Name(as);
  }

  print(): Code {
    const sources = [...this.sources].sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1));
    return join(sources.flatMap(([from, { values, types, star }]) => {
      const path = new Code(quote(this.specifier(from)));
      return [
        ...(star ? [code`import * as ${new Name(star)} from ${path};`] : []),
        ...(values.size ? [code`import ${clause(values)} from ${path};`] : []),
        ...(types.size ? [code`import type ${braces(types)} from ${path};`] : []),
      ];
    }));
  }

  /** A relative specifier with the project's ending. */
  specifier(from: string): string {
    return from.startsWith('.') ? from + this.extension : from;
  }

  private source(from: string) {
    const known = this.sources.get(from);
    if (known) return known;
    const fresh: { values: Map<string, string>; types: Map<string, string>; star?: string } = { values: new Map(), types: new Map() };
    this.sources.set(from, fresh);
    return fresh;
  }
}

function rank(from: string): number {
  return from.startsWith('.') ? (from.startsWith('..') ? 1 : 2) : 0;
}

function clause(names: Map<string, string>): Code {
  const { default: own, ...others } = Object.fromEntries(names);
  if (own === undefined) return braces(names);
  return names.size === 1 ? new Name(own) : code`${new Name(own)}, ${braces(new Map(Object.entries(others)))}`;
}

function braces(names: Map<string, string>): Code {
  const list = [...names].sort(([a], [b]) => (a < b ? -1 : 1));
  return join([new Code('{ '), join(list.map(([n, as]) => (n === as ? new Name(n) : code`${new Name(n)} as ${new Name(as)}`)), ', '), new Code(' }')], '');
}
