import { code, Code, type ImportExtension, type Name } from '../../code';
import type { BundledDocument, JsonSchema, SchemaLocation } from '../../model';
import type { Names } from '../../names/names';
import { ModuleScope } from '../module-scope';
import { PlanBuilder } from './build-plan';
import { bodyOf, emitWrite } from './emit-plan';
import { ANY, type Plan } from './plan';

/** Module of the serializers of schemas that others refer to, without extension. */
export const SHARED_SERIALIZERS = 'middleware/validators/fastify/serializers/schemas';

/**
 * Turns response schemas into functions that write their values as JSON text, without what the
 * schema does not declare. Schemas that leave nothing out get none: JSON.stringify is faster there.
 */
export class SerializerCompiler {
  private readonly plans: PlanBuilder;
  private readonly shared: ModuleScope;
  private readonly sharedNames = new Map<string, Name | undefined>();

  constructor(private readonly context: { document: BundledDocument; names: Names; importExtension: ImportExtension }) {
    this.plans = new PlanBuilder(context.document);
    this.shared = new ModuleScope(context.importExtension, SHARED_SERIALIZERS);
  }

  /** An expression of type `Write` usable in the module, or null when JSON.stringify writes the schema. */
  serializer(location: SchemaLocation, hint: string, into: ModuleScope): Code | null {
    const plan = this.plans.build(this.sharedOrInline(location));
    if (!this.plans.projects(plan)) return null;
    return emitWrite(plan, hint, into, this.findShared);
  }

  /** The module of shared serializers, when any is used. */
  files(): { readonly path: string; readonly body: string }[] {
    if (![...this.sharedNames.values()].some(Boolean)) return [];
    return [{ path: `${SHARED_SERIALIZERS}.ts`, body: this.shared.print().text }];
  }

  /** `#/components/schemas/User` itself is written by the function every reference to it uses. */
  private sharedOrInline({ schema, pointer }: SchemaLocation): JsonSchema {
    return /^#\/components\/schemas\/[^/]+$/.test(pointer) ? { $ref: pointer } : schema;
  }

  private readonly findShared = (pointer: string, scope: ModuleScope): Name | Plan => {
    if (!this.sharedNames.has(pointer)) this.emitShared(pointer);
    const name = this.sharedNames.get(pointer);
    if (name) return scope === this.shared ? name : scope.use(name.text, SHARED_SERIALIZERS);
    const plan = this.plans.resolve(pointer);
    return plan.kind === 'string' || plan.kind === 'number' || plan.kind === 'boolean' ? plan : ANY;
  };

  private emitShared(pointer: string): void {
    const plan = this.plans.resolve(pointer);
    if (!this.plans.projects(plan)) return void this.sharedNames.set(pointer, undefined);
    const hint = `write${this.context.names.schema(pointer).identifier}`;
    this.shared.function(hint, (name) => {
      // known before its body is emitted: the body may refer to itself
      this.sharedNames.set(pointer, name);
      return code`export function ${name}(value: any): string | undefined {
  ${bodyOf(plan, hint, this.shared, this.findShared)}
}`;
    });
  }
}
