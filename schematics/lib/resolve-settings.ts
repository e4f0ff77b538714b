import path from 'node:path';
import type { RoutesSettings, WorkspaceFiles } from '../../generators/lib/workspace';
import { readJsonObject } from '../../generators/lib/workspace';
import type { RoutesSchema } from '../routes/schema';

/** Choices that `nest generate` has no flag for, as nest-cli.json may have them under this schematic's name. */
type Choices = Pick<RoutesSettings, 'errors' | 'stubs' | 'validator' | 'validateResponses' | 'tests' | 'importExtension' | 'allowRemote' | 'swagger'>;

/** What a run is about: the command's flags, then nest-cli.json, then the defaults. */
export function resolveSettings(options: RoutesSchema, files: WorkspaceFiles): RoutesSettings {
  const openapi = options.openapi ?? options.name;
  if (openapi === undefined || openapi === '') throw new Error('Name the OpenAPI document: nest g -c @org/backend routes openapi.yaml');
  const configuration = readJsonObject(files, 'nest-cli.json') ?? {};
  const choices = { ...(((configuration['schematics'] as Record<string, unknown> | undefined)?.['@org/backend:routes'] as Choices | undefined) ?? {}), ...chosen(options) };
  const folder = path.posix.join(sourceRoot(options, configuration), toPosix(options.path ?? ''));
  const { tests = choices.stubs === 'example', ...others } = choices;
  return {
    ...others,
    framework: 'nest',
    openapi: documentPath(openapi, files.root),
    output: options.flat ? folder : path.posix.join(folder, 'routes'),
    flat: options.flat ?? false,
    skipImport: options.skipImport ?? false,
    // Contract tests pass where handlers answer: on examples at first. `--no-spec` wants none at all.
    tests: options.spec !== false && tests,
  };
}

function chosen({ errors, stubs, validator, validateResponses, tests, importExtension, allowRemote, swagger }: RoutesSchema): Partial<Choices> {
  const all = { errors, stubs, validator, validateResponses, tests, importExtension, allowRemote, swagger };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

/** `nest generate` has looked it up already; the schematics command has not. */
function sourceRoot({ sourceRoot: given, project }: RoutesSchema, configuration: Record<string, unknown>): string {
  const projects = (configuration['projects'] ?? {}) as Record<string, { sourceRoot?: string } | undefined>;
  const own = project === undefined ? undefined : projects[project]?.sourceRoot;
  return toPosix(own ?? given ?? (configuration['sourceRoot'] as string | undefined) ?? 'src');
}

function documentPath(document: string, root: string): string {
  if (/^https?:/i.test(document)) return document;
  return toPosix(path.relative(root, path.resolve(root, document)));
}

function toPosix(file: string): string {
  return file.split(path.sep).join('/').replace(/^\/+/, '');
}
