import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { hasErrors, type Diagnostic } from '../../../generators/lib/diagnostics';
import { embeddedShadow, serverShadow } from '../postgres/shadow';
import { SqlFailure } from '../postgres/sql-client';
import { loadStatements } from './load-statements';
import { notesOnScript } from './notes-on-script';
import { extensionsOf, parseScript, type ScriptStatement } from './parse-script';
import type { SourceOptions, SourceResult } from './read-source';
import { connectionFailed } from './connection-failed';

/** Bytes of scripts from which on a process of their own reads them: an embedded database gives no memory back. */
const LARGE = 1 << 20;

/** The schema that scripts make, by running them in a scratch database. */
export async function readSql(files: readonly string[], label: string, options: SourceOptions): Promise<SourceResult> {
  const large = options.shadow === undefined && files.reduce((bytes, file) => bytes + statSync(file).size, 0) > LARGE;
  if (!large) return readSqlHere(files, label, options);
  const { readSqlInChild } = require('./read-sql-in-child') as typeof import('./read-sql-in-child');
  return readSqlInChild(files, label, options);
}

/** @param onDisk keep the embedded database in a scratch folder */
export async function readSqlHere(files: readonly string[], label: string, { root, shadow }: SourceOptions, onDisk = false): Promise<SourceResult> {
  const statements: ScriptStatement[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const file of files) {
    const text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
    const name = path.relative(root, file).split(path.sep).join('/');
    const parsed = await parseScript(text, name);
    statements.push(...parsed.statements);
    diagnostics.push(...parsed.diagnostics, ...notesOnScript(text, name, parsed.statements));
  }
  if (hasErrors(diagnostics)) return { label, diagnostics };
  const embedded = shadow === undefined;
  try {
    const client = await (embedded ? embeddedShadow({ onDisk }) : serverShadow(shadow)).createDatabase(extensionsOf(statements));
    try {
      diagnostics.push(...(await loadStatements(client, statements, embedded)));
      if (hasErrors(diagnostics)) return { label, diagnostics };
      const { readCatalog } = require('../catalog/read-catalog') as typeof import('../catalog/read-catalog');
      return { label, diagnostics, catalog: await readCatalog(client) };
    } finally {
      await client.close();
    }
  } catch (error) {
    if (!(error instanceof SqlFailure) || shadow === undefined) throw error;
    return { label, diagnostics: [...diagnostics, connectionFailed(error, shadow)] };
  }
}
