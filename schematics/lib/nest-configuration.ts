import path from 'node:path';
import type { WorkspaceFiles } from '../../generators/lib/workspace';
import { readJsonObject } from '../../generators/lib/workspace';

/** nest-cli.json; empty where there is none. */
export function readConfiguration(files: WorkspaceFiles): Record<string, unknown> {
  return readJsonObject(files, 'nest-cli.json') ?? {};
}

/** Choices that `nest generate` has no flag for, as nest-cli.json may have them under a schematic's name. */
export function choicesOf<Choices extends object>(configuration: Record<string, unknown>, schematic: string): Partial<Choices> {
  return ((configuration['schematics'] as Record<string, unknown> | undefined)?.[`@org/backend:${schematic}`] as Choices | undefined) ?? {};
}

/** `nest generate` has looked it up already; the schematics command has not. */
export function sourceRoot({ sourceRoot: given, project }: { readonly sourceRoot?: string; readonly project?: string }, configuration: Record<string, unknown>): string {
  const projects = (configuration['projects'] ?? {}) as Record<string, { sourceRoot?: string } | undefined>;
  const own = project === undefined ? undefined : projects[project]?.sourceRoot;
  return toPosix(own ?? given ?? (configuration['sourceRoot'] as string | undefined) ?? 'src');
}

export function toPosix(file: string): string {
  return file.split(path.sep).join('/').replace(/^\/+/, '');
}

/** A path as it was typed, from the workspace's root. */
export function fromRoot(file: string, root: string): string {
  return toPosix(path.relative(root, path.resolve(root, file)));
}
