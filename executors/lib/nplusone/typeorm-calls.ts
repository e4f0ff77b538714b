import type ts from 'typescript';
import type { Context } from './context';

/** What a call of TypeORM's does with the database. */
export interface QueryCall {
  /** `Repository.findOneBy`. */
  readonly title: string;
  readonly method: string;
  readonly kind: 'find' | 'count' | 'write' | 'change' | 'builder' | 'sql' | 'relation';
  /** Name of the class it gives, where the types tell. */
  readonly entity: string | undefined;
}

const KINDS: Readonly<Record<QueryCall['kind'], readonly string[]>> = {
  find: [
    'find', 'findBy', 'findOne', 'findOneBy', 'findOneOrFail', 'findOneByOrFail', 'findAndCount', 'findAndCountBy', 'findByIds', 'findOneById',
    'findTrees', 'findRoots', 'findDescendants', 'findDescendantsTree', 'findAncestors', 'findAncestorsTree', 'preload', 'reload',
  ],
  count: ['count', 'countBy', 'exist', 'exists', 'existsBy', 'sum', 'average', 'minimum', 'maximum', 'countDescendants', 'countAncestors'],
  write: ['save', 'insert', 'upsert', 'remove', 'softRemove', 'recover'],
  change: ['update', 'delete', 'softDelete', 'restore', 'increment', 'decrement'],
  builder: ['getOne', 'getOneOrFail', 'getMany', 'getManyAndCount', 'getRawOne', 'getRawMany', 'getRawAndEntities', 'getCount', 'getExists', 'execute'],
  sql: ['query'],
  relation: ['loadOne', 'loadMany'],
};
const CLASSES = /^(.*Repository|EntityManager|BaseEntity|.*QueryBuilder|DataSource|Connection|QueryRunner|.*QueryRunner)$/;
const KIND_OF = new Map(Object.entries(KINDS).flatMap(([kind, methods]) => methods.map((method) => [method, kind as QueryCall['kind']] as const)));

/** A call that runs a statement by TypeORM's own classes (or subclasses of them), else undefined. */
export function queryCall({ ts, checker }: Context, call: ts.CallExpression): QueryCall | undefined {
  const callee = call.expression;
  if (!ts.isPropertyAccessExpression(callee)) return undefined;
  const kind = KIND_OF.get(callee.name.text);
  if (kind === undefined) return undefined;
  for (const declaration of checker.getSymbolAtLocation(callee.name)?.declarations ?? []) {
    const owner = declaration.parent as ts.Node & { name?: ts.Identifier };
    if (!(ts.isClassDeclaration(owner) || ts.isInterfaceDeclaration(owner)) || !owner.name) continue;
    if (!isTypeormFile(owner.getSourceFile().fileName) || !CLASSES.test(owner.name.text)) continue;
    const method = callee.name.text;
    // Inside a builder's subclass tree `execute` and `getMany` mean the same; name it as users know it.
    return { title: `${owner.name.text}.${method}`, method, kind, entity: entityOf(checker, call) };
  }
  return undefined;
}

/** True for the declarations of the typeorm package, however it was installed. */
export function isTypeormFile(file: string): boolean {
  return /[\\/]node_modules[\\/]typeorm\d*[\\/]/.test(file);
}

function entityOf(checker: ts.TypeChecker, call: ts.CallExpression): string | undefined {
  const given = checker.getAwaitedType(checker.getTypeAtLocation(call));
  const plain = given && checker.getNonNullableType(given);
  if (!plain) return undefined;
  const element = checker.isArrayType(plain) ? checker.getTypeArguments(plain as ts.TypeReference)[0] : plain;
  const name = element?.getSymbol()?.getName();
  return name === undefined || name.startsWith('__') || !/^[A-Z]/.test(name) || ['Promise', 'DeleteResult', 'UpdateResult', 'InsertResult', 'Array'].includes(name) ? undefined : name;
}
