import ts from 'typescript';
import type { Components } from './components';
import { orNull, saysNothing, type JsonSchema } from './json-schema';

const DEEPEST = 12;
/** Types of frameworks and of Node that are no data. */
const NO_DATA = /^(Request|Response|NextFunction|FastifyRequest|FastifyReply|FastifyInstance|Context|ParameterizedContext|Koa|Router|Application|Express|IncomingMessage|ServerResponse|Function|Socket)$/;

/** Static types as JSON Schema of the data they describe. */
export class TypeSchemas {
  /** Reads a class with the decorators of class-validator; set by whoever can evaluate them. */
  classReader: ((node: ts.ClassLikeDeclaration) => JsonSchema | undefined) | undefined;

  constructor(private readonly checker: ts.TypeChecker, private readonly components: Components) {}

  /** Undefined where the type says nothing: `any`, a type that cannot be resolved, a framework's own. */
  ofTypeNode(node: ts.TypeNode): JsonSchema | undefined {
    if (ts.isTypeReferenceNode(node) && /^(Promise|Observable|PromiseLike)$/.test(node.typeName.getText())) return node.typeArguments?.[0] === undefined ? undefined : this.ofTypeNode(node.typeArguments[0]);
    if (ts.isTypeReferenceNode(node) && NO_DATA.test(node.typeName.getText())) return undefined;
    return meaningful(this.guarded(() => this.ofType(this.checker.getTypeFromTypeNode(node))));
  }

  ofExpression(node: ts.Node): JsonSchema | undefined {
    if (node.getSourceFile() === undefined) return undefined;
    if (ts.isTypeNode(node)) return this.ofTypeNode(node);
    return meaningful(this.guarded(() => {
      const type = this.checker.getTypeAtLocation(node);
      return NO_DATA.test(type.symbol?.name ?? '') ? undefined : this.ofType(type);
    }));
  }

  /** A property of an object type, inherited ones included. */
  ofProperty(node: ts.TypeNode, name: string): JsonSchema | undefined {
    return meaningful(this.guarded(() => {
      const property = this.checker.getTypeFromTypeNode(node).getProperty(name);
      return property === undefined ? undefined : this.ofType(this.checker.getTypeOfSymbolAtLocation(property, node));
    }));
  }

  /** The schema itself, whatever refers to it. */
  resolve(schema: JsonSchema): JsonSchema {
    return this.components.resolve(schema);
  }

  /** What a function answers according to its declared return type. */
  ofReturn(node: ts.SignatureDeclaration): JsonSchema | undefined {
    return node.type === undefined ? undefined : this.ofTypeNode(node.type);
  }

  /** The checker does not know files that were parsed beside the program, and fails on a few broken ones. */
  private guarded(read: () => JsonSchema | undefined): JsonSchema | undefined {
    try {
      return read();
    } catch {
      return undefined;
    }
  }

  ofType(type: ts.Type, depth = 0): JsonSchema | undefined {
    const { flags } = type;
    if (depth > DEEPEST || flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.Never | ts.TypeFlags.TypeParameter)) return {};
    if (flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Void)) return undefined;
    if (flags & ts.TypeFlags.Null) return { type: 'null' };
    if (type.isStringLiteral() || type.isNumberLiteral()) return { type: type.isStringLiteral() ? 'string' : 'number', const: type.value };
    if (flags & ts.TypeFlags.BooleanLiteral) return { type: 'boolean', const: (type as unknown as { intrinsicName: string }).intrinsicName === 'true' };
    if (flags & (ts.TypeFlags.StringLike | ts.TypeFlags.TemplateLiteral)) return type.isUnion() ? this.ofUnion(type, depth) : { type: 'string' };
    if (flags & ts.TypeFlags.NumberLike) return type.isUnion() ? this.ofUnion(type, depth) : { type: 'number' };
    if (flags & ts.TypeFlags.BigIntLike) return { type: 'integer' };
    if (flags & ts.TypeFlags.BooleanLike) return { type: 'boolean' };
    if (type.isUnion()) return this.ofUnion(type, depth);
    if (flags & ts.TypeFlags.Object || type.isIntersection()) return this.ofObject(type, depth);
    return {};
  }

  private ofUnion(type: ts.UnionType, depth: number): JsonSchema {
    const withNull = type.types.some((t) => t.flags & ts.TypeFlags.Null);
    const rest = type.types.filter((t) => !(t.flags & (ts.TypeFlags.Null | ts.TypeFlags.Undefined | ts.TypeFlags.Void)));
    const schemas = mergeLiterals(rest.map((t) => this.ofType(t, depth + 1) ?? {}));
    const schema = schemas.some(saysNothing) ? {} : schemas.length === 1 ? schemas[0]! : { anyOf: schemas };
    return withNull ? orNull(schema) : schema;
  }

  private ofObject(type: ts.Type, depth: number): JsonSchema {
    const name = type.aliasSymbol?.name ?? type.symbol?.name ?? '';
    const declaration = (type.aliasSymbol ?? type.symbol)?.declarations?.[0];
    const known = this.ofWellKnown(type, name, declaration, depth);
    if (known !== undefined) return known;
    if (type.getCallSignatures().length > 0) return {};
    const own = type.symbol?.valueDeclaration;
    if (own !== undefined && ts.isClassLike(own) && this.classReader !== undefined && type.aliasSymbol === undefined) {
      const read = this.classReader(own);
      if (read !== undefined) return read;
    }
    const generic = (type.aliasTypeArguments?.length ?? 0) > 0 || (this.checker.getTypeArguments(type as ts.TypeReference)?.length ?? 0) > 0;
    if (declaration === undefined || generic || name.startsWith('__') || !(ts.isInterfaceDeclaration(declaration) || ts.isTypeAliasDeclaration(declaration) || ts.isClassLike(declaration))) return this.properties(type, depth);
    return this.components.reference(type.aliasSymbol ?? type.symbol, name, () => this.properties(type, 0));
  }

  private ofWellKnown(type: ts.Type, name: string, declaration: ts.Declaration | undefined, depth: number): JsonSchema | undefined {
    const args = this.checker.getTypeArguments(type as ts.TypeReference) ?? [];
    if (this.checker.isTupleType(type)) return { type: 'array', prefixItems: args.map((t) => this.ofType(t, depth + 1) ?? {}), items: false };
    if (this.checker.isArrayType(type)) return { type: 'array', items: (args[0] && this.ofType(args[0], depth + 1)) ?? {} };
    if (declaration === undefined || !/[\\/]lib\.[\w.]*d\.ts$|[\\/]@types[\\/]node[\\/]/.test(declaration.getSourceFile().fileName)) return NO_DATA.test(name) ? {} : undefined;
    const first = type.aliasTypeArguments?.[0] ?? args[0];
    switch (name) {
      case 'Date': return { type: 'string', format: 'date-time' };
      case 'Promise': case 'PromiseLike': case 'Awaited': return (first && this.ofType(first, depth)) ?? {};
      case 'Buffer': case 'Uint8Array': case 'ArrayBuffer': case 'Blob': case 'ReadableStream': case 'Readable': return { type: 'string', format: 'binary' };
      case 'Set': case 'ReadonlyArray': case 'Iterable': return { type: 'array', items: (first && this.ofType(first, depth + 1)) ?? {} };
      case 'Record': case 'Partial': case 'Required': case 'Pick': case 'Omit': case 'Readonly': return this.properties(type, depth);
      case 'Object': return { type: 'object' };
      default: return {};
    }
  }

  private properties(type: ts.Type, depth: number): JsonSchema {
    const properties: [string, JsonSchema][] = [];
    const required: string[] = [];
    for (const symbol of this.checker.getPropertiesOfType(type)) {
      if (symbol.flags & ts.SymbolFlags.Method || symbol.name.startsWith('__@')) continue;
      const declaration = symbol.valueDeclaration ?? symbol.declarations?.[0];
      const propertyType = declaration === undefined ? this.checker.getTypeOfSymbol(symbol) : this.checker.getTypeOfSymbolAtLocation(symbol, declaration);
      if (propertyType.getCallSignatures().length > 0) continue;
      if (declaration !== undefined && ts.getCombinedModifierFlags(declaration) & (ts.ModifierFlags.Private | ts.ModifierFlags.Protected)) continue;
      const text = ts.displayPartsToString(symbol.getDocumentationComment(this.checker)).trim();
      const schema = this.ofType(propertyType, depth + 1);
      if (schema === undefined) continue;
      properties.push([symbol.name, text === '' ? schema : '$ref' in schema ? { allOf: [schema], description: text } : { ...schema, description: text }]);
      const mayBeMissing = propertyType.isUnion() && propertyType.types.some((t) => t.flags & ts.TypeFlags.Undefined);
      if (!(symbol.flags & ts.SymbolFlags.Optional) && !mayBeMissing) required.push(symbol.name);
    }
    const index = this.checker.getIndexInfosOfType(type)[0];
    return {
      type: 'object',
      ...(properties.length > 0 && { properties: Object.fromEntries(properties) }),
      ...(required.length > 0 && { required }),
      ...(index !== undefined && { additionalProperties: this.ofType(index.type, depth + 1) ?? {} }),
    };
  }
}

/** `'a' | 'b'` is an enumeration, `true | false` a boolean. */
export function mergeLiterals(schemas: readonly JsonSchema[]): JsonSchema[] {
  const merged: JsonSchema[] = [];
  for (const type of ['string', 'number', 'boolean']) {
    const values = schemas.filter((s) => 'const' in s && s['type'] === type).map((s) => s['const']);
    if (values.length === 0) continue;
    const whole = schemas.some((s) => s['type'] === type && Object.keys(s).length === 1);
    if (!whole) merged.push(type === 'boolean' && values.length === 2 ? { type } : values.length === 1 ? { type, const: values[0] } : { type, enum: values });
  }
  const rest = schemas.filter((s) => !('const' in s));
  return [...merged, ...rest.filter((s, i) => rest.findIndex((other) => JSON.stringify(other) === JSON.stringify(s)) === i)];
}

function meaningful(schema: JsonSchema | undefined): JsonSchema | undefined {
  return schema === undefined || saysNothing(schema) || (schema['type'] === 'object' && Object.keys(schema).length === 1) ? undefined : schema;
}
