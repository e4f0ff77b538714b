import type { Enabled, EventTrigger, Policy, Rule, Trigger } from '../../catalog/catalog';
import { qualify, quoteIdentifier, quoteLiteral, quoteRole } from '../../catalog/quote';
import { change, type Change } from '../change';
import { same, type DiffContext, type Handler } from '../context';
import { equalSql } from '../equal-sql';
import { drop, relationOf } from '../targets';

const WORDS: Readonly<Record<Enabled, string>> = { origin: 'ENABLE', replica: 'ENABLE REPLICA', always: 'ENABLE ALWAYS', disabled: 'DISABLE' };

export const triggerHandler: Handler<Trigger> = {
  create: (trigger, context) => [...(trigger.inherited ? [] : [change('create', trigger, trigger.definition)]), ...firing(trigger, undefined, context)],
  drop: (trigger) => (trigger.inherited ? [] : [change('drop', trigger, drop(trigger))]),
  mustReplace: (from, to) => !equalSql(from.definition, to.definition),
  alter: (from, to, context) => firing(to, from, context),
};

export const ruleHandler: Handler<Rule> = {
  create: (rule, context) => [change('create', rule, rule.definition), ...firing(rule, undefined, context)],
  drop: (rule) => [change('drop', rule, drop(rule))],
  mustReplace: () => false,
  alter: (from, to, context) => [
    ...(equalSql(from.definition, to.definition) ? [] : [change('alter', to, to.definition.replace(/^CREATE RULE/, 'CREATE OR REPLACE RULE'))]), ...firing(to, from, context),
  ],
};

function firing(object: Trigger | Rule, before: Trigger | Rule | undefined, { to }: DiffContext): Change[] {
  if (object.enabled === (before?.enabled ?? 'origin')) return [];
  const word = to.table(object.schema, object.table)?.kind === 'foreign-table' ? 'FOREIGN TABLE' : 'TABLE';
  const after = { after: [object.id] };
  return [change('follow', object, `ALTER ${word} ${relationOf(object)} ${WORDS[object.enabled]} ${object.kind === 'rule' ? 'RULE' : 'TRIGGER'} ${quoteIdentifier(object.name)}`, after)];
}

export const policyHandler: Handler<Policy> = {
  create: (policy) => [change('create', policy, [
    `CREATE POLICY ${quoteIdentifier(policy.name)} ON ${relationOf(policy)}${policy.permissive ? '' : ' AS RESTRICTIVE'}`, ` FOR ${policy.command}`,
    ` TO ${policy.roles.map(quoteRole).join(', ')}`, policy.using === null ? '' : ` USING (${policy.using})`, policy.check === null ? '' : ` WITH CHECK (${policy.check})`,
  ].join(''))],
  drop: (policy) => [change('drop', policy, drop(policy))],
  mustReplace: (from, to) => from.command !== to.command || from.permissive !== to.permissive || (from.using !== null && to.using === null) || (from.check !== null && to.check === null),
  alter(from, to) {
    const parts = [
      same(from.roles, to.roles) ? '' : ` TO ${to.roles.map(quoteRole).join(', ')}`, equalSql(from.using, to.using) ? '' : ` USING (${to.using})`,
      equalSql(from.check, to.check) ? '' : ` WITH CHECK (${to.check})`,
    ].join('');
    return parts === '' ? [] : [change('alter', to, `ALTER POLICY ${quoteIdentifier(to.name)} ON ${relationOf(to)}${parts}`)];
  },
};

export const eventTriggerHandler: Handler<EventTrigger> = {
  create(trigger) {
    const tags = trigger.tags.length > 0 ? ` WHEN TAG IN (${trigger.tags.map(quoteLiteral).join(', ')})` : '';
    return [
      change('create', trigger, `CREATE EVENT TRIGGER ${quoteIdentifier(trigger.name)} ON ${trigger.event}${tags} EXECUTE FUNCTION ${qualify(trigger.function)}()`),
      ...eventFiring(trigger, undefined),
    ];
  },
  drop: (trigger) => [change('drop', trigger, drop(trigger))],
  mustReplace: (from, to) => from.event !== to.event || !same(from.tags, to.tags) || !same(from.function, to.function),
  alter: (from, to) => eventFiring(to, from),
};

function eventFiring(trigger: EventTrigger, before: EventTrigger | undefined): Change[] {
  return trigger.enabled === (before?.enabled ?? 'origin') ? [] : [change('follow', trigger, `ALTER EVENT TRIGGER ${quoteIdentifier(trigger.name)} ${WORDS[trigger.enabled]}`)];
}
