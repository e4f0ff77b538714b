import { isAlias, isMap, isScalar, isSeq, parseDocument } from 'yaml';
import type { Document, Node, Pair, YAMLMap, YAMLSeq } from 'yaml';
import { deepEqual } from '../../openapi-diff/deep-equal';
import type { Json } from '../../openapi-diff/nodes';
import { isObject } from '../../openapi-diff/nodes';
import { printDocument, printYaml } from './print-document';

interface Edit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/**
 * A YAML text that says something else now: only the lines of what differs are written anew, so
 * comments and everything else stay byte for byte. Where that cannot be (anchors, one-line
 * collections), the smallest block around it is written anew, in the worst case the document.
 * @returns the text, and whether comments may have been lost
 */
export function editYaml(text: string, target: Json): { text: string; rewritten: boolean } {
  const document = parseDocument(text, { uniqueKeys: false });
  const whole = { text: printDocument(target, 'yaml'), rewritten: true };
  if (document.errors.length > 0 || !isMap(document.contents)) return whole;
  const editor = new Editor(text, document);
  editor.map(document.contents, target);
  const edited = editor.apply();
  // A proof instead of trust: the text has to say what it should.
  const again = parseDocument(edited);
  return again.errors.length === 0 && deepEqual(again.toJS(), target) ? { text: edited, rewritten: false } : whole;
}

class Editor {
  private readonly edits: Edit[] = [];
  private readonly newline: string;

  constructor(private readonly text: string, private readonly document: Document) {
    this.newline = text.includes('\r\n') ? '\r\n' : '\n';
  }

  apply(): string {
    let out = this.text;
    // At one place, what was noted first comes first: members of the inner map before those of the outer.
    const order = [...this.edits.entries()].sort(([i, a], [j, b]) => b.from - a.from || b.to - a.to || j - i);
    for (const [, { from, to, text }] of order) out = out.slice(0, from) + text + out.slice(to);
    return out;
  }

  map(map: YAMLMap, target: Json): void {
    const present = new Map(map.items.map((pair) => [keyOf(pair), pair]));
    for (const [key, pair] of present) {
      if (!Object.hasOwn(target, key)) this.remove(pair, map);
      else this.value(pair, key, target[key]);
    }
    const added = Object.entries(target).filter(([key]) => !present.has(key));
    if (added.length === 0) return;
    const last = map.items.at(-1)!;
    const end = this.lineAfter(endOf(last));
    const gap = end > 0 && this.text[end - 1] !== '\n' ? this.newline : '';
    this.edits.push({ from: end, to: end, text: gap + added.map(([key, value]) => this.block({ [key]: value }, this.column(last.key as Node))).join('') });
  }

  private value(pair: Pair, key: string, target: unknown): void {
    const node = pair.value as Node | null;
    const now = node === null ? null : this.plain(node);
    if (node !== null && !isAlias(node) && deepEqual(now, target)) return;
    if (isAlias(node)) return this.replace(pair, key, target);
    if (isMap(node) && !node.flow && isObject(target) && node.items.some((one) => Object.hasOwn(target, keyOf(one)))) return this.map(node, target);
    if (isSeq(node) && !node.flow && Array.isArray(target) && this.sequence(node, target)) return;
    if (isScalar(node) && node.range && /^(PLAIN|QUOTE_)/.test(String(node.type)) && (typeof target !== 'object' || target === null)) {
      const printed = printYaml(target).trimEnd();
      if (!printed.includes('\n')) return void this.edits.push({ from: node.range[0], to: node.range[1], text: printed });
    }
    this.replace(pair, key, target);
  }

  /** Members that are the same stay; those at the end may come and go. */
  private sequence(seq: YAMLSeq, target: readonly unknown[]): boolean {
    if (seq.items.length === 0 || target.length === 0) return false;
    const nodes = seq.items as Node[];
    const shared = Math.min(nodes.length, target.length);
    const editable = nodes.slice(0, shared).every((node, index) => deepEqual(this.plain(node), target[index]) || (isMap(node) && !node.flow && isObject(target[index]) && node.items.some((one) => Object.hasOwn(target[index] as Json, keyOf(one)))));
    if (!editable || nodes.some((node) => !node.range)) return false;
    for (let index = 0; index < shared; index++) if (!deepEqual(this.plain(nodes[index]!), target[index])) this.map(nodes[index] as YAMLMap, target[index] as Json);
    for (const node of nodes.slice(shared)) this.edits.push({ from: this.lineOf(node.range![0]), to: this.lineAfter(node.range![1]), text: '' });
    if (target.length > nodes.length) {
      const end = this.lineAfter(nodes.at(-1)!.range![1]);
      const dash = this.text.lastIndexOf('-', nodes[0]!.range![0]);
      const gap = end > 0 && this.text[end - 1] !== '\n' ? this.newline : '';
      this.edits.push({ from: end, to: end, text: gap + this.block(target.slice(nodes.length), dash - this.lineOf(dash)) });
    }
    return true;
  }

  private remove(pair: Pair, map: YAMLMap): void {
    const [start] = (pair.key as Node).range!;
    const next = map.items[map.items.indexOf(pair) + 1];
    // `- name: x`: the dash stays for the next member.
    if (this.text.slice(this.lineOf(start), start).trim() !== '' && next) return void this.edits.push({ from: start, to: (next.key as Node).range![0], text: '' });
    this.edits.push({ from: this.lineOf(start), to: this.lineAfter(endOf(pair)), text: '' });
  }

  private replace(pair: Pair, key: string, target: unknown): void {
    const start = (pair.key as Node).range![0];
    const end = this.lineAfter(endOf(pair));
    const block = this.block({ [key]: target }, this.column(pair.key as Node));
    this.edits.push({ from: start, to: end, text: block.trimStart() });
  }

  private plain(node: Node): unknown {
    return node.toJS(this.document) as unknown;
  }

  private block(value: unknown, column: number): string {
    const indent = ' '.repeat(column);
    return printYaml(value).split('\n').map((line) => (line === '' ? '' : indent + line)).join(this.newline);
  }

  private column(node: Node): number {
    const from = node.range![0];
    return from - this.lineOf(from);
  }

  private lineOf(offset: number): number {
    return this.text.lastIndexOf('\n', offset - 1) + 1;
  }

  /** Start of the line behind a value; a block's end is one already. */
  private lineAfter(offset: number): number {
    if (offset > 0 && this.text[offset - 1] === '\n') return offset;
    const end = this.text.indexOf('\n', offset);
    return end === -1 ? this.text.length : end + 1;
  }
}

function keyOf(pair: Pair): string {
  return String(isScalar(pair.key) ? pair.key.value : pair.key);
}

function endOf(pair: Pair): number {
  const value = pair.value as Node | null;
  return last(value) ?? (pair.key as Node).range![1];
}

/** Where a value ends without the comments behind it: a collection ends where its last member does. */
function last(node: Node | null): number | undefined {
  if (isMap(node) && !node.flow && node.items.length > 0) return endOf(node.items.at(-1)!);
  if (isSeq(node) && !node.flow && node.items.length > 0) return last(node.items.at(-1) as Node);
  return node?.range?.[1];
}
