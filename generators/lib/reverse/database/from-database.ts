import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Code, File, ImportExtension } from '../../code';
import { defaultStages } from '../../default-stages';
import type { Diagnostic } from '../../diagnostics';
import { hasErrors } from '../../diagnostics';
import { GENERATED_MARKER } from '../../emit/context';
import { packageVersion } from '../../package-version';
import type { Stages } from '../../stages';
import type { Dialect } from './database';
import { buildDocument } from './document/build-document';
import { FILTER_NAMES } from './document/filters';
import { printDocument } from './document/print-document';
import { emitDataSource, emitEntityIndex } from './emit/emit-data-source';
import { emitEntity } from './emit/emit-entity';
import { emitQueries } from './emit/emit-queries';
import { databaseTemplates } from './emit/handlers';
import { readDatabase } from './read/read-database';
import { buildResources } from './resources/build-resources';
import type { Resource } from './resources/resource';
import type { Selection } from './select-relations';
import { selectRelations } from './select-relations';

export interface FromDatabaseOptions extends Selection {
  /** Absolute path of the workspace. */
  readonly root: string;
  readonly readOnly?: boolean;
  /** Title of the document. */
  readonly title: string;
  readonly errors: 'envelope' | 'problem';
  readonly importExtension: ImportExtension;
}

/** What a database becomes; with an error among the diagnostics, nothing. */
export interface FromDatabase {
  readonly diagnostics: readonly Diagnostic[];
  /** The OpenAPI document, YAML. */
  readonly document: string;
  /** Entities and queries, below the folder that holds routes/. */
  readonly files: readonly File[];
  /** Stages that print handlers which answer from the database. */
  readonly stages: Stages;
  /** Packages that the files import, the driver among them. */
  readonly packages: readonly string[];
}

/** Database → resources → OpenAPI document, entities, queries and handlers. Reads the database and writes nothing. */
export async function fromDatabase(source: string, options: FromDatabaseOptions): Promise<FromDatabase> {
  const nothing = (diagnostics: readonly Diagnostic[]): FromDatabase => ({ diagnostics, document: '', files: [], stages: defaultStages(), packages: [] });
  const connection = fromEnvironment(source);
  if (connection === undefined) {
    return nothing([{ code: 'BACKEND_FROM_DB_ENVIRONMENT', severity: 'error', message: `the environment has no ${source.slice('env:'.length)}`, help: `Set it: ${source.slice('env:'.length)}=postgres://… nx g @org/backend:routes …` }]);
  }
  const read = await readDatabase(connection, options.root);
  if (!read.database || hasErrors(read.diagnostics)) return nothing(read.diagnostics);
  const selected = selectRelations(read.database, options);
  const built = buildResources(selected.value, { readOnly: options.readOnly ?? false, reserved: FILTER_NAMES });
  const diagnostics = [...read.diagnostics, ...selected.diagnostics, ...built.diagnostics];
  if (hasErrors(diagnostics)) return nothing(diagnostics);
  const resources = built.value;
  const { dialect } = selected.value;
  return {
    diagnostics, document: printDocument(buildDocument(resources, options).document), files: dataFiles(resources, dialect, options.importExtension),
    stages: withHandlers(resources), packages: ['typeorm', DRIVERS[dialect]],
  };
}

const DRIVERS: Readonly<Record<Dialect, string>> = { postgres: 'pg', mysql: 'mysql2', sqlite: 'better-sqlite3' };

/** Nx prints options as they were typed: `env:DATABASE_URL` keeps a password out of that. */
function fromEnvironment(source: string): string | undefined {
  const variable = /^env:(\w+)$/.exec(source)?.[1];
  return variable === undefined ? source : process.env[variable] || undefined;
}

function withHandlers(resources: readonly Resource[]): Stages {
  const stages = defaultStages();
  return {
    ...stages,
    assemble: (context) => {
      const assembly = stages.assemble(context);
      return { ...assembly, templates: databaseTemplates(resources, assembly.templates) };
    },
  };
}

const RUNTIME = path.join(__dirname, 'runtime');
const RUNTIME_FILES = ['connection', 'data-error', 'filters', 'resource', 'values', 'violations'];

function dataFiles(resources: readonly Resource[], dialect: Dialect, extension: ImportExtension): File[] {
  const generated = (file: string, content: Code | string): File => ({
    path: file, ownership: 'generated',
    content: `${GENERATED_MARKER}${packageVersion()} from the database. Do not edit: every run with --fromDb replaces this file.\n/* eslint-disable */\n\n${String(content).trimEnd()}\n`,
  });
  const runtime = RUNTIME_FILES.map((name) => generated(`data/runtime/${name}.ts`, readFileSync(path.join(RUNTIME, `${name}.ts`), 'utf8').replace(/(from '\.[^']*)'/g, `$1${extension}'`)));
  return [
    { path: 'data/data-source.ts', ownership: 'yours', content: `${emitDataSource(dialect, extension).text}\n` },
    generated('data/entities/index.ts', emitEntityIndex(resources, extension)),
    ...resources.map((resource) => generated(`data/entities/${resource.entityFile}.ts`, emitEntity(resource, dialect, extension))),
    ...resources.map((resource) => generated(`data/${resource.tag}.ts`, emitQueries(resource, dialect, extension))),
    ...runtime,
  ];
}
