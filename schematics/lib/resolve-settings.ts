import path from 'node:path';
import type { RoutesSettings, WorkspaceFiles } from '../../generators/lib/workspace';
import type { RoutesSchema } from '../routes/schema';
import { choicesOf, fromRoot, readConfiguration, sourceRoot, toPosix } from './nest-configuration';

type Choices = Pick<RoutesSettings, 'errors' | 'stubs' | 'validator' | 'validateResponses' | 'tests' | 'importExtension' | 'allowRemote' | 'swagger'>;

/** What a run is about: the command's flags, then nest-cli.json, then the defaults. */
export function resolveSettings(options: RoutesSchema, files: WorkspaceFiles): RoutesSettings {
  const openapi = options.openapi ?? options.name;
  if (openapi === undefined || openapi === '') throw new Error('Name the OpenAPI document: nest g -c @org/backend routes openapi.yaml');
  const configuration = readConfiguration(files);
  const choices = { ...choicesOf<Choices>(configuration, 'routes'), ...chosen(options) };
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

function documentPath(document: string, root: string): string {
  if (/^https?:/i.test(document)) return document;
  return fromRoot(document, root);
}
