import type { Diagnostic } from '../../../../generators/lib/diagnostics';
import type { DataSourceReply, DataSourceRequest } from '../protocol';
import { describeSource } from './describe-source';
import { loadDataSource } from './load-data-source';
import { redactor } from './secrets';
import { userError } from './user-error';

/** Does what was asked; whatever goes wrong in the user's code is a diagnostic. */
export async function perform(request: DataSourceRequest): Promise<DataSourceReply> {
  const notes: Diagnostic[] = [];
  let redact = redactor({});
  try {
    const { source, version } = await loadDataSource(request);
    redact = redactor(source.options);
    const description = await describeSource(source, version, request, notes);
    const { task } = request;
    const instead = task.kind === 'catalogs' && description.type !== 'postgres' ? task.otherwise : undefined;
    if (task.kind === 'catalogs' && !instead) {
      const { readSides } = require('./read-sides') as typeof import('./read-sides');
      return clean({ description, ...(await readSides(source, request, task, description, notes)), diagnostics: notes });
    }
    const statements = instead ?? (task.kind === 'statements' ? task : undefined);
    if (statements) {
      const { compareStatements } = require('./statements/compare') as typeof import('./statements/compare');
      return clean({ description, statements: await compareStatements(source, request, statements, description, notes), diagnostics: notes });
    }
    return clean({ description, diagnostics: notes });
  } catch (error) {
    return clean({ diagnostics: [...notes, ...userError(error, request)], needsTypes: isUntyped(error) });
  }

  function clean(reply: DataSourceReply): DataSourceReply {
    return { ...reply, diagnostics: reply.diagnostics.map((d) => ({ ...d, message: redact(d.message), ...(d.help !== undefined && { help: redact(d.help) }) })) };
  }
}

/**
 * `@Column() state: State` where State is a union in another file: a compiler that sees one file at a
 * time writes `Object` for it, tsc writes `String`.
 */
function isUntyped(error: unknown): boolean {
  return error instanceof Error && error.name === 'DataTypeNotSupportedError' && error.message.includes('"Object"');
}
