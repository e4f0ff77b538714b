import type { CompositeType, Domain, DomainConstraint, EnumType, RangeType } from '../../catalog/catalog';
import { qualify, quoteIdentifier, quoteLiteral } from '../../catalog/quote';
import { change, type Change } from '../change';
import { isCreated, same, type DiffContext, type Handler } from '../context';
import { createType, dropType } from './type-swap';

export const enumHandler: Handler<EnumType> = {
  create: (type, context) => createType(type, `CREATE TYPE ${qualify(type)} AS ENUM (${type.values.map(quoteLiteral).join(', ')})`, context),
  drop: dropType,
  // Values can only come in place; their order stays.
  mustReplace: (from, to) => !same(from.values, to.values.filter((value) => from.values.includes(value))),
  alter(from, to) {
    const known = [...from.values];
    return to.values.flatMap((value, at) => {
      if (known.includes(value)) return [];
      const next = to.values.slice(at + 1).find((other) => known.includes(other));
      known.push(value);
      const place = next === undefined ? '' : ` BEFORE ${quoteLiteral(next)}`;
      return [change('alter', to, `ALTER TYPE ${qualify(to)} ADD VALUE ${quoteLiteral(value)}${place}`, { alone: true })];
    });
  },
};

export const domainHandler: Handler<Domain> = {
  create(domain, context) {
    const sql = [
      `CREATE DOMAIN ${qualify(domain)} AS ${domain.baseType}`, domain.collation === null ? '' : ` COLLATE ${domain.collation}`,
      domain.default === null ? '' : ` DEFAULT ${domain.default}`, domain.notNull ? ' NOT NULL' : '',
      ...domain.constraints.filter(({ validated }) => validated).map((c) => ` CONSTRAINT ${quoteIdentifier(c.name)} ${c.definition}`),
    ].join('');
    const late = domain.constraints.filter(({ validated }) => !validated).map((c) => addConstraint(domain, c));
    return [...createType(domain, sql, context), ...(late.length > 0 ? [change('follow', domain, late)] : []), ...domain.constraints.flatMap((c) => comment(domain, c, undefined))];
  },
  drop: dropType,
  mustReplace: (from, to) => from.baseType !== to.baseType || from.collation !== to.collation,
  alter(from, to, context) {
    const alter = `ALTER DOMAIN ${qualify(to)}`;
    const rebuilt = (c: DomainConstraint) => from.constraints.some((old) => old.name === c.name) && leansOnNew(to, c, context);
    const kept = (c: DomainConstraint, others: readonly DomainConstraint[]) => others.some((o) => o.name === c.name && strip(o) === strip(c)) && !rebuilt(c);
    const before = from.constraints.filter((c) => !kept(c, to.constraints)).map((c) => `${alter} DROP CONSTRAINT ${quoteIdentifier(c.name)}`);
    const after = [
      ...(from.default === to.default ? [] : [to.default === null ? `${alter} DROP DEFAULT` : `${alter} SET DEFAULT ${to.default}`]),
      ...(from.notNull === to.notNull ? [] : [`${alter} ${to.notNull ? 'SET' : 'DROP'} NOT NULL`]),
      ...to.constraints.filter((c) => !kept(c, from.constraints)).map((c) => addConstraint(to, c)),
      ...to.constraints.filter((c) => kept(c, from.constraints) && c.validated && !from.constraints.find((o) => o.name === c.name)!.validated)
        .map((c) => `${alter} VALIDATE CONSTRAINT ${quoteIdentifier(c.name)}`),
    ];
    const functions = context.from.needs(from.id).filter((id) => id.startsWith('function:'));
    return [
      // Before the functions that they call go.
      ...(before.length > 0 ? [change('drop', { kind: 'domain', id: `checks:${qualify(to)}` }, before, { beforeDropOf: functions })] : []),
      ...(after.length > 0 ? [change('alter', to, after)] : []),
      ...to.constraints.flatMap((c) => comment(to, c, kept(c, from.constraints) ? from.constraints.find((o) => o.name === c.name) : undefined)),
    ];
  },
};

function leansOnNew(domain: Domain, constraint: DomainConstraint, context: DiffContext): boolean {
  return context.to.needs(domain.id).some((id) => id.startsWith('function:') && isCreated(id, context) && constraint.definition.includes(`${id.slice(9, id.indexOf('('))}(`));
}

function strip({ definition }: DomainConstraint): string {
  return definition.replace(/ NOT VALID$/, '');
}

function addConstraint(domain: Domain, { name, definition }: DomainConstraint): string {
  return `ALTER DOMAIN ${qualify(domain)} ADD CONSTRAINT ${quoteIdentifier(name)} ${definition}`;
}

function comment(domain: Domain, constraint: DomainConstraint, before: DomainConstraint | undefined): Change[] {
  if (constraint.comment === (before?.comment ?? null)) return [];
  const text = constraint.comment === null ? 'NULL' : quoteLiteral(constraint.comment);
  return [change('follow', domain, `COMMENT ON CONSTRAINT ${quoteIdentifier(constraint.name)} ON DOMAIN ${qualify(domain)} IS ${text}`, { after: [domain.id] })];
}

export const compositeHandler: Handler<CompositeType> = {
  create(type, context) {
    const attributes = type.attributes.map(({ name, type: of, collation }) => `${quoteIdentifier(name)} ${of}${collation === null ? '' : ` COLLATE ${collation}`}`);
    return [...createType(type, `CREATE TYPE ${qualify(type)} AS (${attributes.join(', ')})`, context), ...type.attributes.flatMap((a) => attributeComment(type, a, null))];
  },
  drop: dropType,
  mustReplace(from, to, context) {
    const kept = from.attributes.filter(({ name }) => to.attributes.some((a) => a.name === name));
    const order = [...kept, ...to.attributes.filter(({ name }) => !kept.some((a) => a.name === name))];
    const used = context.from.neededBy(from.id).some((id) => id.startsWith('column:'));
    const retyped = kept.some((a) => to.attributes.some((b) => a.name === b.name && (a.type !== b.type || a.collation !== b.collation)));
    return !same(order.map(({ name }) => name), to.attributes.map(({ name }) => name)) || (used && retyped);
  },
  alter(from, to) {
    const actions = [
      ...from.attributes.filter((a) => !to.attributes.some((b) => a.name === b.name)).map((a) => `DROP ATTRIBUTE ${quoteIdentifier(a.name)}`),
      ...to.attributes.flatMap((b) => {
        const a = from.attributes.find(({ name }) => name === b.name);
        const type = `${b.type}${b.collation === null ? '' : ` COLLATE ${b.collation}`}`;
        if (a === undefined) return [`ADD ATTRIBUTE ${quoteIdentifier(b.name)} ${type}`];
        return a.type === b.type && a.collation === b.collation ? [] : [`ALTER ATTRIBUTE ${quoteIdentifier(b.name)} TYPE ${type}`];
      }),
    ];
    const comments = to.attributes.flatMap((b) => attributeComment(to, b, from.attributes.find(({ name }) => name === b.name)?.comment ?? null));
    return [...(actions.length > 0 ? [change('alter', to, `ALTER TYPE ${qualify(to)} ${actions.join(', ')}`)] : []), ...comments];
  },
};

function attributeComment(type: CompositeType, attribute: CompositeType['attributes'][number], before: string | null): Change[] {
  if (attribute.comment === before) return [];
  const text = attribute.comment === null ? 'NULL' : quoteLiteral(attribute.comment);
  return [change('follow', type, `COMMENT ON COLUMN ${qualify(type)}.${quoteIdentifier(attribute.name)} IS ${text}`, { after: [type.id] })];
}

export const rangeHandler: Handler<RangeType> = {
  create(type, context) {
    const options = [
      `SUBTYPE = ${type.subtype}`, ...(type.operatorClass === null ? [] : [`SUBTYPE_OPCLASS = ${type.operatorClass}`]),
      ...(type.collation === null ? [] : [`COLLATION = ${type.collation}`]), ...(type.canonical === null ? [] : [`CANONICAL = ${type.canonical}`]),
      ...(type.subtypeDiff === null ? [] : [`SUBTYPE_DIFF = ${type.subtypeDiff}`]), ...(type.multirange === null ? [] : [`MULTIRANGE_TYPE_NAME = ${type.multirange}`]),
    ];
    const sql = `CREATE TYPE ${qualify(type)} AS RANGE (${options.join(', ')})`;
    return createType(type, sql, context);
  },
  drop: dropType,
  mustReplace: (from, to) => (['subtype', 'operatorClass', 'collation', 'canonical', 'subtypeDiff', 'multirange'] as const).some((name) => from[name] !== to[name]),
  alter: () => [],
};
