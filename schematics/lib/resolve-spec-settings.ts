import type { SpecSettings } from '../../generators/lib/reverse/document/plan-spec';
import type { WorkspaceFiles } from '../../generators/lib/workspace';
import type { SpecSchema } from '../spec/schema';
import { choicesOf, fromRoot, readConfiguration, sourceRoot } from './nest-configuration';

type Choices = Pick<SpecSchema, 'output' | 'base' | 'check' | 'entry' | 'tsConfig'>;

/** What a run is about: the command's words, then nest-cli.json, then the defaults. */
export function resolveSpecSettings(options: SpecSchema, files: WorkspaceFiles): SpecSettings & { readonly check: boolean } {
  const configuration = readConfiguration(files);
  const { name, path: typed, output = typed, base, check, entry, tsConfig } = options;
  const given = Object.fromEntries(Object.entries({ output, base, check, entry, tsConfig }).filter(([, value]) => value !== undefined));
  const choices: Choices = { ...choicesOf<Choices>(configuration, 'spec'), ...given };
  const place = (file: string): string => fromRoot(file, files.root);
  if (choices.base !== undefined && files.read(place(choices.base)) === undefined) throw new Error(`There is no ${choices.base} to take as base.`);
  return {
    directory: name === undefined || name === '' ? sourceRoot(options, configuration) : place(name),
    output: place(choices.output ?? choices.base ?? 'openapi.yaml'),
    check: choices.check ?? false,
    ...(choices.base !== undefined && { base: place(choices.base) }),
    ...(choices.entry !== undefined && { entry: choices.entry }),
    ...(choices.tsConfig !== undefined && { tsConfig: place(choices.tsConfig) }),
  };
}
