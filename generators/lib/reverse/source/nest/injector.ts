import ts from 'typescript';
import type { Recorder } from '../http/recorder';
import { construct } from '../interpret/call';
import { UNKNOWN } from '../values/make';
import type { ClassValue, Value } from '../values/value';
import { decorationsOf } from './decorators';

/** Makes instances of classes with the instances that their constructors ask for. */
export class Injector {
  private readonly instances = new Map<ts.Node, Value>();
  private readonly underway = new Set<ts.Node>();
  /** What modules provide in place of a class or under a name. */
  readonly providers = new Map<unknown, Value>();

  constructor(private readonly recorder: Recorder) {}

  instance(cls: ClassValue): Value {
    const provided = this.providers.get(cls.node);
    if (provided?.kind === 'class' && provided.node !== cls.node) return this.instance(provided);
    const known = this.instances.get(cls.node);
    if (known !== undefined) return known;
    if (this.underway.has(cls.node) || this.underway.size > 40) return UNKNOWN;
    this.underway.add(cls.node);
    const made = construct(this.recorder.machine, cls, this.arguments(cls), cls.node);
    this.underway.delete(cls.node);
    this.instances.set(cls.node, made);
    return made;
  }

  private arguments(cls: ClassValue): Value[] {
    const constructor = cls.node.members.find((member): member is ts.ConstructorDeclaration => ts.isConstructorDeclaration(member) && member.body !== undefined);
    if (constructor === undefined) return cls.base?.kind === 'class' ? this.arguments(cls.base) : [];
    return constructor.parameters.map((parameter) => this.argument(cls, parameter));
  }

  private argument(cls: ClassValue, parameter: ts.ParameterDeclaration): Value {
    const inject = decorationsOf(this.recorder, parameter).find((one) => one.name === 'Inject');
    const token = inject?.args[0];
    const key = token?.kind === 'class' ? token.node : token?.kind === 'const' ? token.value : undefined;
    const provided = key === undefined ? undefined : this.providers.get(key);
    if (provided !== undefined) return provided.kind === 'class' ? this.instance(provided) : provided;
    const type = token?.kind === 'class' ? token : this.classOf(cls, parameter.type);
    return type === undefined ? external(cls, parameter.type) ?? UNKNOWN : this.instance(type);
  }

  private classOf(cls: ClassValue, type: ts.TypeNode | undefined): ClassValue | undefined {
    if (type === undefined || !ts.isTypeReferenceNode(type) || !ts.isIdentifier(type.typeName)) return undefined;
    const value = cls.scope.get(type.typeName.text);
    return value?.kind === 'class' ? value : undefined;
  }
}

/** An instance of a class of a package, such as Nest's Reflector. */
function external(cls: ClassValue, type: ts.TypeNode | undefined): Value | undefined {
  if (type === undefined || !ts.isTypeReferenceNode(type) || !ts.isIdentifier(type.typeName)) return undefined;
  const value = cls.scope.get(type.typeName.text);
  return value?.kind === 'external' ? { kind: 'external', op: 'new', module: value.module, target: value, args: [], node: type } : undefined;
}
