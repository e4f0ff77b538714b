import { code, type ImportExtension, type Name } from '../../code';
import type { BundledDocument, JsonSchema, SchemaLocation } from '../../model';
import type { Names } from '../../names/names';
import { ModuleScope } from '../module-scope';
import { PlanBuilder } from './build-plan';
import { bodyOf, emitPick } from './emit-plan';

/** Module of the serializers of schemas that others refer to, without extension. */
export const SHARED_SERIALIZERS = 'middleware/validators/fastify/serializers/schemas';

/**
 * Turns response schemas into functions that pick what is sent of a value, which JSON.stringify then
 * writes: measured against functions that write the text themselves, as fast-json-stringify has
 * them, this is faster for lists and within a tenth for the rest, and exact by construction.
 * Schemas that leave nothing out get none.
 */
export class SerializerCompiler {
  private readonly plans: PlanBuilder;
  private readonly shared: ModuleScope;
  private readonly sharedNames = new Map<string, Name | undefined>();

  constructor(private readonly context: { document: BundledDocument; names: Names; importExtension: ImportExtension }) {
    this.plans = new PlanBuilder(context.document);
    this.shared = new ModuleScope(context.importExtension, SHARED_SERIALIZERS);
  }

  /** An expression of type `Pick` usable in the module, or null when all of a value is sent. */
  serializer(location: SchemaLocation, hint: string, into: ModuleScope): Name | null {
    const plan = this.plans.build(this.sharedOrInline(location));
    if (!this.plans.projects(plan)) return null;
    return emitPick(plan, hint, into, this.findShared) ?? null;
  }

  /** The module of shared serializers, when any is used. */
  files(): { readonly path: string; readonly body: string }[] {
    if (![...this.sharedNames.values()].some(Boolean)) return [];
    return [{ path: `${SHARED_SERIALIZERS}.ts`, body: this.shared.print().text }];
  }

  /** `#/components/schemas/User` itself is picked from by the function every reference to it uses. */
  private sharedOrInline({ schema, pointer }: SchemaLocation): JsonSchema {
    return /^#\/components\/schemas\/[^/]+$/.test(pointer) ? { $ref: pointer } : schema;
  }

  private readonly findShared = (pointer: string, scope: ModuleScope): Name | undefined => {
    if (!this.sharedNames.has(pointer)) this.emitShared(pointer);
    const name = this.sharedNames.get(pointer);
    return name === undefined || scope === this.shared ? name : scope.use(name.text, SHARED_SERIALIZERS);
  };

  private emitShared(pointer: string): void {
    const plan = this.plans.resolve(pointer);
    if (!this.plans.projects(plan)) return void this.sharedNames.set(pointer, undefined);
    const hint = `pick${this.context.names.schema(pointer).identifier}`;
    this.shared.function(hint, (name) => {
      // known before its body is emitted: the body may refer to itself
      this.sharedNames.set(pointer, name);
      return code`export function ${name}(value: any): any {
  ${bodyOf(plan, hint, this.shared, this.findShared) ?? code`return value;`}
}`;
    });
  }
}
