import { Code, code, lit, member, Name, regExp } from '../../code';
import type { ModuleScope } from '../module-scope';
import type { BaseLinker } from './base-linker';
import type { DispatchTable } from './discriminators';
import { readProperty, unlisted, withValue } from './emit-object';
import { typeTest } from './emit-scalar';
import { FunctionEmitter } from './function-emitter';
import type { Variant } from './linker';
import type { SchemaNode } from './node';
import { testExpression } from './test-expression';

/**
 * What happens to a request body once it is valid: properties that are not to be sent (readOnly) are
 * removed, absent ones with a default get it. Apart from checking, so that no verdict depends on it.
 */
export function emitFillFunction(linker: BaseLinker, pointer: string, variant: Variant, plain: boolean, name: Name, scope: ModuleScope): Code {
  const node = linker.node(pointer);
  const table = plain ? undefined : linker.heirTable(pointer);
  const fill = new FillEmitter(linker, scope, variant);
  if (table) fill.dispatch(table, new Name('value'), pointer);
  else fill.schema(plain && linker.schemas.dispatch.unionOfHeirs(node, pointer) ? { ...node, oneOf: undefined, anyOf: undefined } as unknown as SchemaNode : node, new Name('value'), pointer);
  return fill.print(name, true);
}

/** The same for an inline schema, declared in `scope`; undefined when there is nothing to fill in or remove. */
export function emitFillStatements(linker: BaseLinker, node: SchemaNode, variant: Variant, scope: ModuleScope): Name | undefined {
  const fill = new FillEmitter(linker, scope, variant);
  fill.schema(node, new Name('value'));
  return fill.isEmpty ? undefined : scope.function('fill', (name) => fill.print(name, false));
}

class FillEmitter {
  private readonly f: FunctionEmitter;

  constructor(private readonly linker: BaseLinker, private readonly scope: ModuleScope, private readonly variant: Variant) {
    this.f = new FunctionEmitter(linker, scope, variant, false);
  }

  get isEmpty(): boolean {
    return this.f.out.isEmpty;
  }

  print(name: Name, exported: boolean): Code {
    const body = this.f.out.print();
    const value = new Name(/\bvalue\b/.test(body.text) ? 'value' : '_value');
    const lines = [code`${exported ? code`export ` : code``}function ${name}(${value}: any): void {`, ...(body.isEmpty ? [] : [body]), code`}`];
    return new Code(lines.join('\n'));
  }

  schema(node: SchemaNode, v: Code, heir?: string): void {
    if (node.always !== undefined) return;
    const { readOnly, defaults } = this.linker.schemas.graph.featuresOf(node);
    if (!readOnly && !defaults) return;
    const { f } = this;
    if (node.ref !== undefined) this.reference(node.ref, v, heir);
    for (const part of node.allOf ?? []) this.schema(part, v, heir);
    f.out.block(code`if (Array.isArray(${v}))`, () => this.array(node, v));
    f.out.block(code`if (${typeTest('object', v)})`, () => this.object(node, v));
    this.branches(node, v);
  }

  dispatch({ propertyName, entries, fallback, absent }: DispatchTable, v: Code, heir?: string): void {
    const { f } = this;
    const cases: { labels: string[]; nodes: readonly SchemaNode[] }[] = [...entries].map(([value, nodes]) => ({ labels: [code`case ${value}:`.text], nodes }));
    cases.push({ labels: ['case undefined:'], nodes: absent.length > 0 ? absent : fallback ? [fallback] : [] });
    if (fallback) cases.push({ labels: ['default:'], nodes: [fallback] });
    f.out.block(code`if (${typeTest('object', v)})`, () => {
      f.out.block(code`switch (${readProperty(f, v, propertyName)})`, () => {
        for (const { labels, nodes } of cases) {
          const lines = f.out.apart(() => (nodes.length === 1 ? this.schema(nodes[0]!, v, heir) : this.matching(nodes, v)));
          if (lines.length === 0) continue;
          f.out.append([...labels.map((label) => `      ${label} {`), ...lines.map((line) => `  ${line}`), '        break;', '      }']);
        }
      });
    });
  }

  private reference(pointer: string, v: Code, heir?: string): void {
    const { readOnly, defaults } = this.linker.schemas.graph.info(pointer);
    if (!readOnly && !defaults) return;
    const plain = heir !== undefined && this.linker.inherits(heir, pointer);
    this.f.out.line(code`${this.linker.sharedFill(pointer, this.variant, plain, this.scope)}(${v});`);
  }

  private array(node: SchemaNode, v: Code): void {
    const { f } = this;
    node.prefixItems?.forEach((schema, i) => {
      const item = f.local('v');
      withValue(f, item, code`${v}[${i}]`, () => this.schema(schema, item));
    });
    if (!node.items) return;
    const { items } = node;
    const i = f.local('i');
    const item = f.local('v');
    f.out.block(code`for (let ${i} = ${node.prefixItems?.length ?? 0}; ${i} < ${v}.length; ${i}++)`, () => withValue(f, item, code`${v}[${i}]`, () => this.schema(items, item)));
  }

  private object(node: SchemaNode, v: Code): void {
    for (const [name, schema] of node.properties ?? []) this.property(name, schema, v);
    const { f } = this;
    const patterns = node.patternProperties ?? [];
    const others = node.additionalProperties;
    if (patterns.length === 0 && !others) return;
    const name = f.local('k');
    const value = f.local('v');
    f.out.block(code`for (const ${name} in ${v})`, () => {
      const tests = patterns.map(({ pattern, schema }) => ({ test: code`${f.scope.declare('pattern', regExp(pattern.source, pattern.flags))}.test(${name})`, schema }));
      for (const { test, schema } of tests) {
        f.out.block(code`if (${test})`, () => withValue(f, value, code`${v}[${name}]`, () => this.schema(schema, value)));
      }
      if (!others) return;
      const conditions = [...unlisted(f, [...(node.properties?.keys() ?? [])], name), ...tests.map(({ test }) => `!${test}`)];
      const body = () => withValue(f, value, code`${v}[${name}]`, () => this.schema(others, value));
      if (conditions.length === 0) body();
      else f.out.block(code`if (${new Code(conditions.join(' && '))})`, body);
    });
  }

  private property(name: string, schema: SchemaNode, v: Code): void {
    const { f } = this;
    const value = readProperty(f, v, name);
    if (this.linker.isWithheld(schema, this.variant)) {
      f.out.line(code`if (${value} !== undefined) delete ${v}${member(name)};`);
      return;
    }
    const fallback = this.linker.schemas.validDefault(schema);
    if (fallback) {
      const assign = name in Object.prototype ? code`${f.runtime('setOwn', 'checks')}(${v}, ${name}, ${lit(fallback.value)})` : code`${v}${member(name)} = ${lit(fallback.value)}`;
      f.out.line(code`if (${value} === undefined) ${assign};`);
    }
    const inner = f.local('v');
    const lines = f.out.apart(() => this.schema(schema, inner));
    if (lines.length === 0) return;
    f.out.line(code`const ${inner} = ${value};`);
    f.out.append(lines);
  }

  private branches(node: SchemaNode, v: Code): void {
    const { f } = this;
    for (const branches of [node.oneOf, node.anyOf]) {
      if (!branches) continue;
      const table = this.linker.unionTable(node, branches);
      if (table) this.dispatch(table, v);
      else this.matching(branches, v);
    }
    if (node.if) {
      const then = f.out.apart(() => [node.if, node.then].forEach((n) => n && this.schema(n, v)));
      const otherwise = f.out.apart(() => node.else && this.schema(node.else, v));
      if (then.length + otherwise.length > 0) {
        const test = testExpression(f, node.if, v, this.linker.withheldNames(node, this.variant));
        f.out.line(code`if (${test}) {`);
        f.out.append([...then.map((l) => `  ${l}`)]);
        f.out.line(code`} else {`);
        f.out.append([...otherwise.map((l) => `  ${l}`)]);
        f.out.line(code`}`);
      }
    }
    for (const [name, schema] of node.dependentSchemas ?? []) {
      f.out.block(code`if (${typeTest('object', v)} && ${readProperty(f, v, name)} !== undefined)`, () => this.schema(schema, v));
    }
  }

  /** Branches without a deciding property: which hold is asked before any of them changes the value. */
  private matching(branches: readonly SchemaNode[], v: Code): void {
    const { f } = this;
    const actions = branches.map((branch) => ({ branch, lines: f.out.apart(() => this.schema(branch, v)) })).filter(({ lines }) => lines.length > 0);
    const flags = actions.map(({ branch }) => {
      const flag = f.local('m');
      f.out.line(code`const ${flag} = ${testExpression(f, branch, v, this.linker.withheldNames(branch, this.variant))};`);
      return flag;
    });
    actions.forEach(({ lines }, i) => f.out.block(code`if (${flags[i]})`, () => f.out.append(lines.map((l) => `  ${l}`))));
  }
}
