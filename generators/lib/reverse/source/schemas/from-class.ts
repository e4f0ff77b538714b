import ts from 'typescript';
import type { Recorder } from '../http/recorder';
import { evaluate } from '../interpret/expressions';
import { hasStatic, propertyName } from '../interpret/get-property';
import { loadModule } from '../interpret/module-record';
import { externalPath } from '../values/inspect';
import { Scope } from '../values/scope';
import type { ExternalValue, Value } from '../values/value';
import { applyDecorator } from './class-decorators';
import { plainList } from './chain';
import type { JsonSchema } from './json-schema';
import { saysNothing } from './json-schema';
import { built, objectSchema, optional, propertiesOf, withProperties, type Built } from './schema-builder';

/** A class of data as a component: its properties' types, with what decorators of class-validator and @nestjs/swagger add. */
export function classSchema(recorder: Recorder, node: ts.ClassLikeDeclaration): JsonSchema | undefined {
  const name = node.name?.text;
  const properties = (): JsonSchema => readClass(recorder, node);
  return name === undefined ? properties() : recorder.components.reference(node, name, properties);
}

function readClass(recorder: Recorder, node: ts.ClassLikeDeclaration): JsonSchema {
  const scope = new Scope(loadModule(recorder.machine, node.getSourceFile().fileName).scope);
  const own = node.members.flatMap((member): [string, Built][] => {
    if (!ts.isPropertyDeclaration(member) || hasStatic(member) || isPrivate(member)) return [];
    const key = propertyName(member.name);
    const read = key === undefined ? undefined : readProperty(recorder, member, scope);
    return key === undefined || read === undefined ? [] : [[key, read]];
  });
  const heritage = node.heritageClauses?.find((clause) => clause.token === ts.SyntaxKind.ExtendsKeyword)?.types[0];
  const above = heritage === undefined ? [] : inherited(recorder, evaluate(recorder.machine, heritage.expression, scope));
  const constructed = constructorProperties(recorder, node);
  return objectSchema(new Map([...above, ...constructed, ...own]));
}

/** `constructor(public readonly email: string)` declares a property too. */
function constructorProperties(recorder: Recorder, node: ts.ClassLikeDeclaration): [string, Built][] {
  const constructor = node.members.find(ts.isConstructorDeclaration);
  return (constructor?.parameters ?? []).flatMap((parameter): [string, Built][] => {
    const modifiers = ts.getModifiers(parameter) ?? [];
    if (modifiers.length === 0 || modifiers.some((mod) => mod.kind === ts.SyntaxKind.PrivateKeyword || mod.kind === ts.SyntaxKind.ProtectedKeyword) || !ts.isIdentifier(parameter.name)) return [];
    return [[parameter.name.text, built((parameter.type && recorder.types.ofTypeNode(parameter.type)) ?? {}, parameter.questionToken !== undefined)]];
  });
}

function isPrivate(member: ts.PropertyDeclaration): boolean {
  return ts.isPrivateIdentifier(member.name) || (ts.getModifiers(member)?.some((mod) => mod.kind === ts.SyntaxKind.PrivateKeyword || mod.kind === ts.SyntaxKind.ProtectedKeyword) ?? false);
}

function readProperty(recorder: Recorder, member: ts.PropertyDeclaration, scope: Scope): Built | undefined {
  const type = member.type === undefined ? (member.initializer === undefined ? undefined : recorder.types.ofExpression(member)) : recorder.types.ofTypeNode(member.type);
  const needed = member.questionToken === undefined && member.initializer === undefined;
  let at: Built = built(type ?? {}, !needed || mayBeUndefined(member.type));
  for (const decorator of ts.getDecorators(member) ?? []) {
    const value = evaluate(recorder.machine, decorator.expression, scope);
    if (value.kind !== 'external') continue;
    const next = applyDecorator(recorder, at, value);
    if (next === undefined) return undefined;
    at = next;
  }
  if (saysNothing(at.schema) && member.type !== undefined && ts.isTypeReferenceNode(member.type)) at = { ...at, schema: {} };
  return at;
}

function mayBeUndefined(type: ts.TypeNode | undefined): boolean {
  return type !== undefined && ts.isUnionTypeNode(type) && type.types.some((t) => t.kind === ts.SyntaxKind.UndefinedKeyword);
}

/** What a class extends: a class, or PartialType, PickType, OmitType, IntersectionType of classes, or createZodDto of a schema. */
function inherited(recorder: Recorder, base: Value): [string, Built][] {
  if (base.kind === 'class') return propertiesOf(recorder.components.resolve(classSchema(recorder, base.node) ?? {}));
  if (base.kind !== 'external' || base.op !== 'call') return [];
  const [first, second] = base.args ?? [];
  const properties = first === undefined ? [] : inherited(recorder, first);
  switch (externalPath(base).at(-1)) {
    case 'PartialType': return properties.map(([key, p]) => [key, optional(p)]);
    case 'PickType': case 'OmitType': {
      const names = new Set(plainList(second ? [second] : []));
      const picks = externalPath(base).at(-1) === 'PickType';
      return properties.filter(([key]) => names.has(key) === picks);
    }
    case 'IntersectionType': return [...new Map((base.args ?? []).flatMap((arg) => inherited(recorder, arg)))];
    case 'createZodDto': return zodProperties(recorder, first);
    default: return [];
  }
}

function zodProperties(recorder: Recorder, value: Value | undefined): [string, Built][] {
  const schema = value === undefined ? undefined : recorder.readSchema(value);
  return schema === undefined ? [] : propertiesOf(recorder.components.resolve(schema));
}

/** The object behind mapped types used as a value: `@Body() dto: PartialType(X)` is not TypeScript, but `type: PartialType(X)` is. */
export function mappedType(recorder: Recorder, value: ExternalValue): JsonSchema | undefined {
  const properties = inherited(recorder, value);
  return properties.length === 0 ? undefined : withProperties({}, properties);
}
