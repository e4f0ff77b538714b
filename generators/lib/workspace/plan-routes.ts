import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Ownership } from '../code';
import type { Diagnostic } from '../diagnostics';
import { hasErrors } from '../diagnostics';
import type { Framework } from '../emit/context';
import type { Formatter } from '../format/formatter';
import { noFormatter, workspaceFormatter } from '../format/formatter';
import type { MissingHandler } from '../generate';
import { generateRoutes } from '../generate';
import type { Stages } from '../stages';
import type { WorkspaceFiles } from './files';
import { readText } from './files';
import { frameworkMajor, frameworksInUse, isPresent } from './framework';
import { importExtension } from './import-extension';
import { filesAt, outputPlace } from './output-place';
import type { RoutesSettings } from './settings';

/** One difference between the workspace and what `routes` writes. */
export interface PlannedChange {
  /** Relative to the workspace's root. */
  readonly path: string;
  readonly kind: 'create' | 'update' | 'delete';
  readonly ownership: Ownership;
  /** Empty for a deletion. */
  readonly content: string;
}

/** What it takes to make the workspace true to the document; no changes: it is. */
export interface RoutesPlan {
  readonly framework?: Framework;
  readonly frameworkMajor?: number;
  /** Packages that the generated files import; empty after an error. */
  readonly packages: readonly string[];
  readonly changes: readonly PlannedChange[];
  readonly missing: readonly MissingHandler[];
  /** Generated files that are not formatted; those under middleware/validators/ aside. */
  readonly unformatted: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
  /** Files of the document, relative to the workspace's root. */
  readonly sources: readonly string[];
}

/**
 * Plans one `routes` run: the generator applies the plan, the sync generator compares with it, and
 * `routes-check` reports it, so that the three never disagree. Writes nothing.
 */
export async function planRoutes(files: WorkspaceFiles, settings: RoutesSettings, stages?: Stages): Promise<RoutesPlan> {
  const place = outputPlace(settings.output, settings.flat);
  const { base } = place;
  const framework = settings.framework ?? onlyFramework(files, base);
  if (framework === undefined) return { changes: [], missing: [], packages: [], unformatted: [], sources: [], diagnostics: [frameworkMissing(settings)] };
  const remote = /^https?:/i.test(settings.openapi);
  const folder = remote ? '' : path.posix.dirname(settings.openapi);
  const major = frameworkMajor(files, base, framework);
  const formatter: Formatter = settings.skipFormat ? noFormatter : workspaceFormatter(files.root, (file) => readText(files, file));
  try {
    const generation = await generateRoutes(
      remote ? settings.openapi : path.resolve(files.root, settings.openapi),
      {
        framework,
        frameworkMajor: major.value,
        importExtension: importExtension(files, base, settings.importExtension),
        errors: settings.errors ?? 'envelope',
        stubs: settings.stubs ?? 'not-implemented',
        ...(settings.validator && { validator: settings.validator }),
        validateResponses: settings.validateResponses ?? false,
        tests: settings.tests ?? false,
        ...(settings.flat && { flat: true }),
        ...(framework === 'nest' && (settings.swagger ?? isPresent(files, base, '@nestjs/swagger')) && { swagger: true }),
        allowRemote: settings.allowRemote ?? false,
        sourceName: path.posix.basename(settings.openapi),
        shownDocumentFolder: folder,
        ...(!remote && files.staged?.(settings.openapi) && { readFile: (file: string) => readDocumentFile(files, file) }),
        shownFolder: base === '.' ? '' : `${base}/`,
        format: (file, text) => formatter.format(path.join(files.root, place.of(file)), text),
      },
      filesAt(files, place), stages,
    );
    const diagnostics = [...major.diagnostics, ...generation.diagnostics.map(place.shown), ...formatter.problems.map(formatProblem)];
    const sources = generation.sources.map((file) => (/^https?:/i.test(file) ? file : path.posix.join(folder, file)));
    const facts = { framework, frameworkMajor: major.value, diagnostics, sources };
    if (hasErrors(diagnostics)) return { ...facts, changes: [], missing: [], packages: [], unformatted: [] };
    const changes = [
      ...generation.value.flatMap(({ path: file, content, ownership }) => change(files, place.of(file), content, ownership)),
      ...generation.obsolete.map((file): PlannedChange => ({ path: place.of(file), kind: 'delete', ownership: 'generated', content: '' })),
    ];
    if (framework === 'nest' && !settings.skipImport) {
      const { registerNestModule } = require('./register-nest-module') as typeof import('./register-nest-module');
      const registered = registerNestModule(files, place, importExtension(files, base, settings.importExtension));
      changes.push(...registered.changes);
      diagnostics.push(...registered.diagnostics);
    }
    const unformatted = generation.unformatted.filter((file) => !file.startsWith('middleware/validators/')).map(place.of);
    return { ...facts, packages: generation.packages, unformatted, changes, missing: generation.missing.map((m) => ({ ...m, path: place.of(m.path) })) };
  } finally {
    await formatter.close();
  }
}

/** A file by absolute path, for a document that another generator of the same run has just made: of the tree, else of the disk. */
async function readDocumentFile(files: WorkspaceFiles, file: string): Promise<string> {
  const relative = path.relative(files.root, file).split(path.sep).join('/');
  const bytes = relative.startsWith('..') ? undefined : files.read(relative);
  return bytes ? Buffer.from(bytes).toString('utf8') : readFile(file, 'utf8');
}

function change(files: WorkspaceFiles, file: string, content: string, ownership: Ownership): PlannedChange[] {
  const there = files.read(file);
  if (there === undefined) return [{ path: file, kind: 'create', ownership, content }];
  // Git may check files out with CRLF (core.autocrlf): the same lines are not drift.
  const same = Buffer.from(content).equals(there) || (ownership === 'generated' && Buffer.from(there).toString('utf8').replace(/\r\n/g, '\n') === content);
  return same ? [] : [{ path: file, kind: 'update', ownership, content }];
}

function onlyFramework(files: WorkspaceFiles, folder: string): Framework | undefined {
  const inUse = frameworksInUse(files, folder);
  return inUse.length === 1 ? inUse[0] : undefined;
}

function frameworkMissing({ openapi }: RoutesSettings): Diagnostic {
  return {
    code: 'BACKEND_ROUTES_FRAMEWORK_UNKNOWN', severity: 'error', message: 'no framework was chosen, and the project depends on none or several',
    help: `Name one: nx g @org/backend:routes ${openapi} --framework=express|fastify|koa|nest`,
  };
}

function formatProblem(problem: string): Diagnostic {
  return { code: 'BACKEND_ROUTES_FORMAT_FAILED', severity: 'warning', message: `could not format ${problem}`, help: 'Repair the formatter\'s configuration, or pass --skipFormat.' };
}
