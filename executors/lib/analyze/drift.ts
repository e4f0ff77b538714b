import type { Catalog } from '../catalog/catalog';
import { diffCatalogs } from '../diff/diff-catalogs';
import type { PlannedStatement } from '../diff/change';
import type { Finding } from '../report/finding';
import type { ReportedStatement } from '../report/report-document';
import type { Part } from './analysis';

/** Two schemas that should be the same, and what brings the first to the second. */
export interface DriftQuestion {
  readonly rule: 'drift' | 'database-drift' | 'compare-drift';
  readonly from: { readonly name: string; readonly catalog: Catalog };
  readonly to: { readonly name: string; readonly catalog: Catalog };
  readonly help: string;
}

/** Every object that differs, each once, with the statements that would settle it. */
export function findDrift({ rule, from, to, help }: DriftQuestion): Part {
  const { statements, notes } = diffCatalogs(from.catalog, to.catalog);
  const byObject = new Map<string, PlannedStatement[]>();
  for (const statement of statements) if (statement.object !== '') byObject.set(statement.object, [...(byObject.get(statement.object) ?? []), statement]);
  const findings = [...byObject].map(([id, own]): Finding => ({
    rule, severity: 'error', message: `${nameOf(id)} ${differenceOf(own, from.name, to.name)}${lossOf(own)}`, help,
    object: id.slice(id.indexOf(':') + 1), fix: own.map(({ sql }) => terminated(sql)).join('\n'),
  }));
  return {
    findings: [...findings, ...notes.map((note): Finding => ({ rule, severity: note.code === 'possible-rename' ? 'info' : 'warning', message: note.message, help: `${note.help}.`, object: note.object.slice(note.object.indexOf(':') + 1) }))],
    statements: statements.map(({ sql, loses }): ReportedStatement => ({ source: `from ${from.name} to ${to.name}`, sql: terminated(sql), effects: [], notes: loses === null ? [] : [`loses ${loses}`] })),
  };
}

/** `column:public.users.email` → `The column public.users.email` */
function nameOf(id: string): string {
  const colon = id.indexOf(':');
  return `The ${id.slice(0, colon).replace(/-/g, ' ')} ${id.slice(colon + 1)}`;
}

function differenceOf(statements: readonly PlannedStatement[], from: string, to: string): string {
  const verbs = new Set(statements.map(({ verb }) => verb));
  if (verbs.has('create') && !verbs.has('drop')) return `is in ${to}, not in ${from}`;
  if (verbs.has('drop') && !verbs.has('create')) return `is in ${from}, not in ${to}`;
  return `differs between ${from} and ${to}`;
}

function lossOf(statements: readonly PlannedStatement[]): string {
  const lost = [...new Set(statements.flatMap(({ loses }) => (loses === null ? [] : [loses])))];
  return lost.length === 0 ? '' : `; settling it loses ${lost.join(', ')}`;
}

export function terminated(sql: string): string {
  return /;\s*$/.test(sql) ? sql : `${sql};`;
}
