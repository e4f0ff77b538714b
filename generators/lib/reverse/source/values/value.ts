import type ts from 'typescript';
import type { Scope } from './scope';
import type { RequestPart } from './request-part';

/** What an expression may be when the program runs, as far as its source says. */
export type Value =
  | UnknownValue | ConstValue | TypedValue | RegexValue | ObjectValue | ArrayValue
  | FunctionValue | ClassValue | ExternalValue | NativeValue | HostValue | UnionValue | RequestPart;

/** Anything; `node` is the expression, whose static type may say more. */
export interface UnknownValue { readonly kind: 'unknown'; readonly node?: ts.Node }
export interface ConstValue { readonly kind: 'const'; readonly value: string | number | boolean | null | undefined }
/** A primitive of unknown content; `format` is JSON Schema's. */
export interface TypedValue { readonly kind: 'typed'; readonly type: 'string' | 'number' | 'boolean'; readonly format?: string; readonly from?: RequestPart; /** It is the name of a property of this. */ readonly keysOf?: RequestPart; /** How a text ends whose beginning is computed. */ readonly suffix?: string }
export interface RegexValue { readonly kind: 'regex'; readonly source: string; readonly flags: string }

/** Properties in order of writing; a spread of something unknown stands between those before and after it. */
export type Layer = { readonly props: Map<string, Value> } | { readonly spread: Value };
export interface ObjectValue { readonly kind: 'object'; readonly layers: Layer[]; readonly cls?: ClassValue; readonly node?: ts.Node; base?: Value }
/** `more` is what further elements are, when their number is unknown. */
export interface ArrayValue { readonly kind: 'array'; readonly items: Value[]; more?: Value }

export type FunctionNode = ts.FunctionLikeDeclaration;
export interface FunctionValue { readonly kind: 'function'; readonly node: FunctionNode; readonly scope: Scope; readonly self?: Value; readonly name?: string; readonly props: Map<string, Value> }
export interface ClassValue { readonly kind: 'class'; readonly node: ts.ClassLikeDeclaration; readonly scope: Scope; readonly statics: Map<string, Value>; readonly base?: Value }

/** Something of an installed package: the module, a property, a call or a construction of it, in a chain. */
export interface ExternalValue {
  readonly kind: 'external';
  readonly op: 'module' | 'get' | 'call' | 'new';
  readonly module: string;
  readonly target?: ExternalValue;
  readonly key?: string;
  readonly args?: readonly Value[];
  readonly node?: ts.Node;
}

export type NativeCall = (args: readonly Value[], at: ts.Node, self?: Value) => Value;
export interface NativeValue { readonly kind: 'native'; readonly name: string; readonly call: NativeCall; readonly props?: Map<string, Value> }

/** An object whose behaviour is known to us: an application, a router, a request. */
export interface Host {
  /** For tests and for telling hosts apart. */
  readonly what: string;
  get?(key: string | undefined, at: ts.Node): Value | undefined;
  set?(key: string | undefined, value: Value, at: ts.Node): void;
  callMethod?(name: string | undefined, args: readonly Value[], at: ts.Node): Value | undefined;
  call?(args: readonly Value[], at: ts.Node): Value | undefined;
  /** It is waited for. */
  settle?(): void;
}
export interface HostValue { readonly kind: 'host'; readonly host: Host }
export interface UnionValue { readonly kind: 'union'; readonly members: readonly Value[] }
