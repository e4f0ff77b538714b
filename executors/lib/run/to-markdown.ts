import type { Diagnostic } from '../../../generators/lib/diagnostics';
import type { MigrationReport, RunReport, StatementReport } from './report';

const STATEMENTS = 200;

/** The report for people. */
export function runMarkdown(report: RunReport): string {
  const { kind, project, ok, dryRun, database, migrations, diagnostics } = report;
  const shown = diagnostics.filter(({ severity }) => severity !== 'info');
  return [
    `## ${kind}: ${project}`, '', `${ok ? '✅' : '❌'} ${verdict(report)}`, '', `Database: \`${database}\`${dryRun ? ' · dry run: nothing was kept' : ''}`,
    ...migrations.filter(({ state }) => state !== 'unchanged').flatMap(section),
    ...(shown.length > 0 ? ['', `### Diagnostics (${shown.length})`, '', ...shown.map(line)] : []),
    '',
  ].join('\n');
}

function verdict({ ok, kind, dryRun, migrations }: RunReport): string {
  const count = (state: MigrationReport['state']): number => migrations.filter((migration) => migration.state === state).length;
  const parts = [
    [count('done'), 'applied'], [count('reverted'), 'reverted'], [count('planned'), dryRun ? 'would be applied' : 'planned'], [count('partly'), 'left between two statements'], [count('failed'), 'failed'],
  ].filter(([n]) => n !== 0).map(([n, word]) => `${n} ${word}`);
  if (parts.length > 0) return `${parts.join(', ')}.`;
  return ok ? `Nothing to ${kind === 'migrate-run' ? 'run' : 'revert'}.` : 'Nothing was done.';
}

function section({ name, state, boundary, of, direction, statements }: MigrationReport): string[] {
  const stands = state === 'partly' ? `, the database stands after statement ${boundary} of ${of}` : '';
  const rows = statements.slice(0, STATEMENTS).map(row);
  const more = statements.length > STATEMENTS ? [`| … | and ${statements.length - STATEMENTS} more | | | | |`] : [];
  return [
    '', `### ${cell(name)}: ${direction === 'down' ? 'revert ' : ''}${state}${stands}`,
    ...(rows.length > 0 ? ['', '| # | statement | state | rows | ms | locks |', '|--:|---|---|--:|--:|---|', ...rows, ...more] : []),
  ];
}

function row({ step, statement, state, where, rows, milliseconds, locks, note }: StatementReport): string {
  const text = statement.replace(/\s+/g, ' ');
  const held = (locks ?? []).map(({ relation, mode }) => `${mode} on ${relation}`).join('; ');
  const how = `${state}${where === 'shadow' ? ' on a shadow' : ''}${note ? ` (${note})` : ''}`;
  return `| ${step} | \`${cell(text.length > 100 ? `${text.slice(0, 99)}…` : text).replaceAll('`', "'")}\` | ${cell(how)} | ${rows ?? ''} | ${milliseconds ?? ''} | ${cell(held)} |`;
}

function line({ severity, code, message, position }: Diagnostic): string {
  return `- ${severity} ${position ? `\`${position.file}:${position.line}:${position.column}\` ` : ''}${code}: ${message.replace(/[\r\n]+/g, ' ')}`;
}

/** A pipe would end the cell. */
function cell(text: string): string {
  return text.replace(/[\r\n]+/g, ' ').replaceAll('|', '\\|');
}
