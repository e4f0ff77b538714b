import { code, Code, type ImportExtension, type Name } from '../../code';
import type { BundledDocument, JsonSchema, SchemaLocation } from '../../model';
import type { Names } from '../../names/names';
import { ModuleScope } from '../module-scope';
import { PlanBuilder } from './build-plan';
import { emitWrite, objectBody } from './emit-plan';

/** Module of the serializers of schemas that others refer to, without extension. */
export const SHARED_SERIALIZERS = 'middleware/validators/serializers/schemas';

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
    if (this.sharedNames.size === 0) return [];
    return [{ path: `${SHARED_SERIALIZERS}.ts`, body: this.shared.print().text }];
  }

  /** `#/components/schemas/User` itself is written by the function every reference to it uses. */
  private sharedOrInline({ schema, pointer }: SchemaLocation): JsonSchema {
    return /^#\/components\/schemas\/[^/]+$/.test(pointer) ? { $ref: pointer } : schema;
  }

  private readonly findShared = (pointer: string, scope: ModuleScope): Name | undefined => {
    if (!this.sharedNames.has(pointer)) this.sharedNames.set(pointer, this.emitShared(pointer));
    const name = this.sharedNames.get(pointer);
    return name === undefined || scope === this.shared ? name : scope.use(name.text, SHARED_SERIALIZERS);
  };

  private emitShared(pointer: string): Name | undefined {
    const plan = this.plans.resolve(pointer);
    if (!this.plans.projects(plan)) return undefined;
    const hint = `write${this.context.names.schema(pointer).identifier}`;
    return this.shared.function(hint, (name) => {
      // known before its body is emitted: the body may refer to itself
      this.sharedNames.set(pointer, name);
      const body = plan.kind === 'object' ? objectBody(plan, hint, this.shared, this.findShared)
        : code`return ${emitWrite(plan, `${hint}_value`, this.shared, this.findShared)}(value);`;
      return code`export function ${name}(value: any): string | undefined {
  ${body}
}`;
    });
  }
}
