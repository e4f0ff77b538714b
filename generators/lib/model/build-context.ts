import type { Diagnostic, DiagnosticCode, Severity } from '../diagnostics';
import { DIAGNOSTIC_CODES } from '../diagnostics';
import type { BundledDocument } from './api';
import type { Origin } from './origin';

export type Node = Readonly<Record<string, unknown>>;

/** A node of the bundled document with the pointer it is known by. */
export interface Located {
  readonly node: Node;
  /** `#/…`; for a referenced object the place of the object itself. */
  readonly pointer: string;
}

/** What every builder needs: the document, and where to put what it notices. */
export class BuildContext {
  readonly diagnostics: Diagnostic[] = [];
  /** Nodes with a description of their own, and those they were made from. */
  private readonly copies = new WeakMap<object, Node>();

  constructor(readonly document: BundledDocument) {}

  /**
   * Reports a fact about a node.
   *
   * @param at the node, or a node and the member that is meant
   */
  report(code: DiagnosticCode, at: Node | readonly [object, string | number], message: string, help?: string, severity?: Severity): void {
    const [node, key] = Array.isArray(at) ? (at as [object, string]) : [at as object, undefined];
    const { document } = this;
    const written = this.copies.get(node) ?? node;
    let origin: Origin | undefined;
    let found = false;
    const where = () => {
      if (!found) [origin, found] = [document.origin(written, key), true];
      return origin;
    };
    this.diagnostics.push({
      code,
      severity: severity ?? DIAGNOSTIC_CODES[code].severity,
      message,
      ...(help === undefined ? {} : { help }),
      get position() {
        return where()?.position();
      },
      get pointer() {
        return where()?.pointer;
      },
    } as Diagnostic);
  }

  /** Origin that is looked up when one of its members is read: the index behind it is costly. */
  origin(node: object, key?: string | number): Origin {
    const { document } = this;
    const written = this.copies.get(node) ?? node;
    const find = () => document.origin(written, key);
    return {
      get file() {
        return find()?.file ?? '';
      },
      get pointer() {
        return find()?.pointer ?? '';
      },
      position: () => find()?.position(),
    };
  }

  /**
   * Follows a reference to the object itself; `summary` and `description` beside a `$ref` replace the
   * object's own (3.1 §4.8.23). Undefined when it is no object.
   */
  follow(value: unknown, pointer: string): Located | undefined {
    let at = value;
    let place = pointer;
    let override: Node | undefined;
    for (let hops = 0; isNode(at) && typeof at['$ref'] === 'string'; hops++) {
      if (hops === 100) return undefined;
      if (this.document.dialect === '2020-12' && !override) override = descriptions(at);
      place = at['$ref'];
      at = this.document.at(place);
    }
    if (!isNode(at)) return undefined;
    if (!override) return { node: at, pointer: place };
    const copy = { ...at, ...override };
    this.copies.set(copy, at);
    return { node: copy, pointer: place };
  }
}

function descriptions({ summary, description }: Node): Node | undefined {
  if (typeof summary !== 'string' && typeof description !== 'string') return undefined;
  return { ...(typeof summary === 'string' ? { summary } : {}), ...(typeof description === 'string' ? { description } : {}) };
}

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Members of an object in document order, specification extensions left out; none for anything else. */
export function members(value: unknown): [string, unknown][] {
  return isNode(value) ? Object.entries(value).filter(([key]) => !key.startsWith('x-')) : [];
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** An object with only its text member, for optional fields: `...given('description', x)`. */
export function given<K extends string>(key: K, value: string | undefined): { [P in K]?: string } {
  return (value === undefined ? {} : { [key]: value }) as { [P in K]?: string };
}

/** `#/a` and `x/y` → `#/a/x~1y`, in the spelling of references in the bundle (`%` encoded). */
export function below(pointer: string, ...tokens: readonly (string | number)[]): string {
  return pointer + tokens.map((t) => `/${String(t).replace(/~/g, '~0').replace(/\//g, '~1').replace(/%/g, '%25')}`).join('');
}
