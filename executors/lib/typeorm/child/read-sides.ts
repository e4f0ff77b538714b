import type { Diagnostic } from '../../../../generators/lib/diagnostics';
import { embeddedHas } from '../../postgres/contrib';
import type { CatalogTask, DataSourceDescription, DataSourceReply, DataSourceRequest, ReplayedMigration, Side } from '../protocol';
import { createdExtensions, neededExtensions } from './extensions';
import { InputError } from './input-error';
import { dropBookkeeping, makeSchemas } from './namespaces';
import { replayMigrations } from './replay-migrations';
import { openScratch, type Scratch } from './scratch';
import { shadowSource } from './shadow-source';
import type { UserDataSource } from './typeorm-types';
import { userError } from './user-error';
import type { Catalog } from '../../catalog/catalog';
import type { SqlClient } from '../../postgres/sql-client';

interface Made {
  readonly catalog: Catalog;
  readonly migrations?: readonly ReplayedMigration[];
}

/** Makes what the entities say, and what the migrations make, each in a scratch PostgreSQL, and reads the catalogs. */
export async function readSides(
  source: UserDataSource, request: DataSourceRequest, task: CatalogTask, description: DataSourceDescription, notes: Diagnostic[],
): Promise<Pick<DataSourceReply, 'catalogs' | 'migrations'>> {
  if (description.type !== 'postgres') {
    throw new InputError({
      code: 'BACKEND_DATA_SOURCE_DATABASE', severity: 'error', message: `the data source is for ${description.type}, which has no catalog here`,
      help: 'Compare its entities with its migrations: without --from, --to and --compare, TypeORM itself finds the difference.',
    });
  }
  const reply: { catalogs: Partial<Record<Side, Catalog>>; migrations?: readonly ReplayedMigration[] } = { catalogs: {} };
  const wanted = neededExtensions(source);
  for (const side of task.sides) {
    if (side === 'entities' && description.entities === 0) continue;
    const result = await attempt(side, wanted);
    if (result === undefined) continue;
    reply.catalogs[side] = result.catalog;
    if (result.migrations) reply.migrations = result.migrations;
  }
  return reply;

  async function attempt(side: Side, extensions: Set<string>, fresh = false): Promise<Made | undefined> {
    const known = new Set(extensions);
    const scratch = await openScratch(request, side, extensions, fresh);
    const heard: string[] = [];
    const listen = (query: string): void => void (/extension/i.test(query) && heard.push(query));
    try {
      const made = await make(side, scratch, listen);
      scratch.recorded?.keep((await askedFor(extensions, heard)).filter(embeddedHas));
      return made;
    } catch (error) {
      if (!scratch.recorded?.strayed) {
        const asked = await askedFor([...extensions, ...(scratch.recorded?.extensions ?? [])], heard);
        const more = request.shadow === undefined ? asked.filter((name) => !known.has(name) && embeddedHas(name)) : [];
        if (more.length === 0) {
          notes.push(...failure(error, side, asked));
          return undefined;
        }
        more.forEach((name) => extensions.add(name));
      }
    } finally {
      await scratch.close();
    }
    return attempt(side, extensions, true);
  }

  async function make(side: Side, scratch: Scratch, listen: (query: string) => void): Promise<Made> {
    const shadow = shadowSource(source, scratch, listen);
    await makeSchemas(scratch.client, shadow, side);
    await shadow.initialize();
    let migrations: readonly ReplayedMigration[] | undefined;
    try {
      if (side === 'entities') await shadow.synchronize();
      else migrations = await replayMigrations(shadow, request, listen);
    } finally {
      await shadow.destroy();
    }
    await dropBookkeeping(scratch.client, description);
    const catalogOf = (client: SqlClient): Promise<Catalog> => (require('../../catalog/read-catalog') as typeof import('../../catalog/read-catalog')).readCatalog(client);
    return { catalog: await (scratch.recorded?.conclude(catalogOf) ?? catalogOf(scratch.client)), ...(migrations && { migrations }) };
  }

  function failure(error: unknown, side: Side, asked: readonly string[]): Diagnostic[] {
    const lacking = request.shadow === undefined ? asked.filter((name) => name !== 'plpgsql' && !embeddedHas(name)) : [];
    const found = userError(error, request, side === 'entities' ? 'making the tables of the entities' : 'replaying the migrations');
    if (lacking.length === 0) return found;
    return [{
      code: 'BACKEND_SHADOW_EXTENSION', severity: 'error', message: `the embedded PostgreSQL has no extension ${lacking.join(', ')}: ${found[0]!.message}`,
      help: 'Lend a server that has it, where scratch databases may be made: --shadow=postgres://user@host/postgres', ...(found[0]!.position && { position: found[0]!.position }),
    }];
  }
}

/** With those that statements create, by PostgreSQL's own grammar. */
async function askedFor(extensions: Iterable<string>, heard: readonly string[]): Promise<string[]> {
  if (heard.length > 0) await (require('libpg-query') as typeof import('libpg-query')).loadModule();
  return [...new Set([...extensions, ...heard.flatMap(createdExtensions)])];
}
