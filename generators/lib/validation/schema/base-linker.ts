import { Code, code, Name } from '../../code';
import { ModuleScope } from '../module-scope';
import { emitDispatch } from './emit-dispatch';
import { emitSchema } from './emit-schema';
import { FunctionEmitter } from './function-emitter';
import type { Linker, Variant } from './linker';
import type { SchemaNode } from './node';
import { Path } from './path';
import type { SchemaSet } from './schema-set';

/** What writing modules and running checks right here have in common. */
export abstract class BaseLinker implements Linker {
  private readonly inners = new WeakMap<ModuleScope, Map<string, Name>>();

  constructor(readonly schemas: SchemaSet, readonly typed: boolean) {}

  abstract shared(pointer: string, variant: Variant, plain: boolean, scope: ModuleScope): { name: Name; recursive: boolean };
  abstract sharedFill(pointer: string, variant: Variant, plain: boolean, scope: ModuleScope): Name;

  node(pointer: string): SchemaNode {
    return this.schemas.node(pointer);
  }
  isTrivial(node: SchemaNode): boolean {
    return this.schemas.isTrivial(node);
  }
  isLight(pointer: string): boolean {
    return this.schemas.isLight(pointer);
  }
  isWithheld(node: SchemaNode, variant: Variant): boolean {
    return this.schemas.composition.isWithheld(node, variant);
  }
  withheldNames(node: SchemaNode, variant: Variant): ReadonlySet<string> {
    return this.schemas.composition.withheldNames(node, variant);
  }
  unionTable(node: SchemaNode, branches: readonly SchemaNode[]) {
    return this.schemas.dispatch.unionTable(node, branches);
  }
  heirTable(pointer: string) {
    return this.schemas.dispatch.heirTable(pointer);
  }
  inherits(pointer: string, ancestor: string): boolean {
    return this.schemas.dispatch.inherits(pointer, ancestor);
  }

  inner(node: SchemaNode, from: { scope: ModuleScope; variant: Variant; recursive: boolean }, withheld: ReadonlySet<string>): Name {
    const known = this.inners.get(from.scope) ?? new Map<string, Name>();
    this.inners.set(from.scope, known);
    const key = [identity(node), from.variant.direction, from.variant.files, from.recursive, ...withheld].join(' ');
    const found = known.get(key);
    if (found) return found;
    const name = from.scope.function('check', (own) => {
      const f = new FunctionEmitter(this, from.scope, from.variant, from.recursive);
      emitSchema(f, node, { v: new Name('value'), path: Path.root, withheld });
      return f.print(own, { exported: false, inner: true, typed: this.typed });
    });
    known.set(key, name);
    return name;
  }

  /** The function of a schema that is referred to. */
  protected sharedFunction(pointer: string, variant: Variant, plain: boolean, name: Name, scope: ModuleScope): Code {
    const f = new FunctionEmitter(this, scope, variant, this.schemas.graph.info(pointer).recursive);
    const node = this.schemas.node(pointer);
    const place = { v: new Name('value'), path: Path.root, withheld: this.withheldNames(node, variant), heir: pointer };
    const table = plain ? undefined : this.heirTable(pointer);
    if (table) {
      const dispatch = () => emitDispatch(f, table, 'anyOf', place);
      if (node.nullable || node.types?.includes('null')) f.out.block(code`if (value !== null)`, dispatch);
      else dispatch();
    } else {
      emitSchema(f, plain && this.schemas.dispatch.unionOfHeirs(node, pointer) ? withoutUnion(node) : node, place);
    }
    return f.print(name, { exported: true, inner: false, typed: this.typed });
  }
}

/** Equal scalars share a function; anything else is known by its place, and by what has been left out of it. */
function identity(node: SchemaNode): string {
  const { pointer, ...rest } = node;
  const isScalar = Object.values(rest).every((value) => typeof value !== 'object' || (Array.isArray(value) && value.every((v) => typeof v !== 'object')));
  return isScalar && node.ref === undefined ? JSON.stringify(rest) : `${pointer} ${Object.keys(rest).length}`;
}

function withoutUnion(node: SchemaNode): SchemaNode {
  const { oneOf: _one, anyOf: _any, ...rest } = node;
  return rest;
}
