import type { Catalog } from '../../catalog/catalog';
import type { Plan, PlannedStatement } from '../change';
import { buildFacts, type Facts } from '../facts';
import { onlineColumn } from './online-column';
import { onlineConstraint } from './online-constraint';
import { onlineIndex, replacedIndexes } from './online-index';

export interface OnlineContext {
  readonly from: Facts;
  readonly to: Facts;
  readonly plan: Plan;
  /** Indexes whose new form is built under another name before the old one goes. */
  readonly replaced: ReadonlySet<string>;
}

/**
 * The lock-friendly form of a plan: indexes CONCURRENTLY, constraints NOT VALID and validated later, NOT
 * NULL by way of a CHECK, unique constraints from an index that is there already, new rows' defaults first
 * and the old rows in batches. What concerns tables that the plan itself makes stays as it was.
 */
export function toOnline(plan: Plan, from: Catalog, to: Catalog): Plan {
  const context: OnlineContext = { from: buildFacts(from), to: buildFacts(to), plan, replaced: new Set() };
  const full = { ...context, replaced: replacedIndexes(context) };
  const statements = plan.statements.flatMap((statement) => onlineIndex(statement, full) ?? onlineConstraint(statement, full) ?? onlineColumn(statement, full) ?? [statement]);
  return { ...plan, statements };
}

/** Another statement for the same object. */
export function instead(statement: PlannedStatement, sql: string, form: 'concurrent' | 'later' | 'plain' = 'plain'): PlannedStatement {
  return { ...statement, sql, outsideTransaction: form === 'concurrent', startsTransaction: form === 'later' };
}

/** The table has rows that others use: it was there before and stays. */
export function isLive(schema: string, table: string, { from, to, plan }: OnlineContext): boolean {
  const before = from.table(schema, table);
  const after = to.table(schema, table);
  return before !== undefined && after !== undefined && before.id === after.id && !plan.statements.some(({ object, verb }) => object === before.id && verb === 'create');
}
