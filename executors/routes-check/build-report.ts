import type { Diagnostic } from '../../generators/lib/diagnostics';
import type { RoutesPlan, RoutesSettings } from '../../generators/lib/workspace';

/** report.json of `routes-check`; report.schema.json describes it. */
export interface RoutesCheckReport {
  readonly version: 1;
  readonly kind: 'routes-check';
  readonly project: string;
  /** The verdict: true when document, generated code and handlers agree. */
  readonly ok: boolean;
  readonly openapi: string;
  readonly output: string;
  /** False: nothing has been generated here yet, so nothing can have drifted. */
  readonly generated: boolean;
  /** Generated files that are not what a run would write now. */
  readonly stale: readonly { readonly path: string; readonly change: 'create' | 'update' | 'delete' }[];
  readonly missingHandlers: readonly { readonly operation: string; readonly path: string }[];
  /** Handlers whose operation left the document. */
  readonly orphanedHandlers: readonly Diagnostic[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Judges a plan: any change a run would make, any orphaned handler and any error is drift. */
export function buildReport(project: string, settings: RoutesSettings, plan: RoutesPlan, generated: boolean): RoutesCheckReport {
  const diagnostics = plan.diagnostics.filter(({ severity }) => severity !== 'info');
  const orphanedHandlers = diagnostics.filter(({ code }) => code === 'BACKEND_ROUTES_ORPHANED_HANDLER');
  const failed = diagnostics.some(({ severity }) => severity === 'error');
  const stale = plan.changes.filter(({ ownership, path }) => ownership === 'generated' || !plan.missing.some((m) => m.path === path));
  return {
    version: 1, kind: 'routes-check', project,
    ok: !failed && (!generated || (plan.changes.length === 0 && orphanedHandlers.length === 0)),
    openapi: settings.openapi, output: settings.output, generated,
    stale: generated ? stale.map(({ path, kind }) => ({ path, change: kind })) : [],
    missingHandlers: generated ? plan.missing : [],
    orphanedHandlers,
    diagnostics: diagnostics.filter((d) => !orphanedHandlers.includes(d)),
  };
}

/** The report for people. */
export function reportMarkdown(report: RoutesCheckReport): string {
  const { project, openapi, output, ok } = report;
  const lines = [`## routes-check: ${project}`, '', `${ok ? '✅' : '❌'} ${verdict(report)}`, '', `Document: \`${openapi}\` · code: \`${output}\``];
  const section = (title: string, items: readonly string[]): void => {
    if (items.length > 0) lines.push('', `### ${title} (${items.length})`, '', ...items.slice(0, LIMIT).map((item) => `- ${item}`), ...(items.length > LIMIT ? [`- … and ${items.length - LIMIT} more`] : []));
  };
  section('Stale files', report.stale.map(({ path, change }) => `\`${path}\`: ${CHANGES[change]}`));
  section('Missing handlers', report.missingHandlers.map(({ operation, path }) => `\`${operation}\` in \`${path}\``));
  section('Orphaned handlers', report.orphanedHandlers.map(finding));
  section('Diagnostics', report.diagnostics.map((d) => `${d.severity} ${finding(d)}`));
  if (!ok) lines.push('', 'Run `nx sync` to bring generated code and stubs up to the document.');
  return `${lines.join('\n')}\n`;
}

const LIMIT = 50;
const CHANGES = { create: 'is missing', update: 'differs', delete: 'belongs to an operation that is gone' };

function verdict({ ok, generated, diagnostics }: RoutesCheckReport): string {
  if (diagnostics.some(({ severity }) => severity === 'error')) return 'The document or the code has errors.';
  if (!generated) return 'Nothing has been generated here yet.';
  return ok ? 'Document, generated code and handlers agree.' : 'Document, generated code and handlers differ.';
}

function finding({ code, message, position }: Diagnostic): string {
  return `${position ? `\`${position.file}:${position.line}:${position.column}\` ` : ''}${code}: ${message.replace(/[\r\n]+/g, ' ')}`;
}
