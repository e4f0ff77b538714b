import type { Diagnostic, SourcePosition } from '../../diagnostics';
import type { LocatedChange, SpecPlan, SpecSettings } from './plan-spec';

/** What `spec --json` prints. */
export interface SpecReport {
  readonly version: 1;
  /** No drift: the code and the document say the same. */
  readonly ok: boolean;
  readonly directory: string;
  readonly output: string;
  readonly base?: string;
  readonly operations: number;
  /** Changes that can break clients. */
  readonly breaking: number;
  readonly changes: readonly LocatedChange[];
  readonly diagnostics: readonly Diagnostic[];
}

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query'];

export function buildSpecReport({ directory, output }: SpecSettings, { document, base, changes, diagnostics }: SpecPlan): SpecReport {
  const items = Object.values((document?.['paths'] ?? {}) as Record<string, object>);
  return {
    version: 1, ok: changes.length === 0, directory, output, ...(base !== undefined && { base }),
    operations: items.reduce((sum, item) => sum + Object.keys(item).filter((key) => METHODS.includes(key)).length, 0),
    breaking: changes.filter(({ breaking }) => breaking).length,
    changes, diagnostics: diagnostics.map(({ code, severity, message, help, position }) => ({ code, severity, message, ...(help !== undefined && { help }), ...(position && { position }) })),
  };
}

/** The changes as people read them: what breaks first, each with its places. */
export function describeChanges({ base, directory, changes, breaking }: SpecReport): string {
  const blocks = [...changes].sort((a, b) => Number(b.breaking) - Number(a.breaking)).map(describe);
  const count = `${changes.length} difference${changes.length === 1 ? '' : 's'}, ${breaking} breaking`;
  return [`${base ?? 'The document'} and the code in ${directory} differ: ${count}.`, ...blocks].join('\n\n');
}

function describe({ id, breaking, direction, operation, message, pointer, position, basePosition }: LocatedChange): string {
  const where = [operation, direction === 'none' ? undefined : direction].filter((part) => part !== undefined).join(', ');
  return [
    `${breaking ? 'breaking' : 'not breaking'} ${id}${where === '' ? '' : ` (${where})`}`,
    `  ${printable(message)}`,
    `  at ${printable(pointer)}`,
    ...(position ? [`  in code ${place(position)}`] : []),
    ...(basePosition ? [`  in the document ${place(basePosition)}`] : []),
  ].join('\n');
}

function place({ file, line, column }: SourcePosition): string {
  return `${file}:${line}:${column}`;
}

function printable(text: string): string {
  // eslint-disable-next-line no-control-regex -- the input that breaks: an escape sequence in a description
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, '\ufffd');
}
