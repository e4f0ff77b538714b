import { hasErrors, type Diagnostic, type Result } from '../diagnostics';
import type { BundledDocument } from '../model';
import { Bundler } from './bundle/bundle';
import { Origins } from './bundle/origins';
import { SourceSet } from './bundle/source-set';
import { Bundle } from './bundled-document';
import { detectVersion } from './detect-version';
import { toDiagnostic, type Problem } from './problems';
import type { ReadOptions } from './source/load-source';
import { entryLocation } from './source/location';
import { upgradeDocument } from './upgrade/upgrade-document';

export type { ReadOptions } from './source/load-source';

/**
 * Reads an OpenAPI 2.0, 3.0, 3.1 or 3.2 document with every file it refers to and makes one of them.
 * Reports every problem at once; the value is absent only when nothing sensible can be made of it.
 *
 * @param entry path (or `file:` URL, or with `allowRemote` an `http(s):` URL) of the document
 */
export async function readDocument(entry: string, options: ReadOptions = {}): Promise<Result<BundledDocument | undefined>> {
  const problems: Problem[] = [];
  const location = entryLocation(entry, options.cwd ?? process.cwd());
  const sources = new SourceSet(location, options, problems);
  await sources.load([location]);
  const source = sources.get(location)!;
  if ('code' in source) {
    if (problems.length === 0) problems.push({ ...source });
    return done(undefined, problems);
  }
  const detected = detectVersion(source.value);
  if ('message' in detected) {
    const { message, help, key } = detected;
    problems.push({ code: 'BACKEND_OPENAPI_VERSION', message, help, source, tokens: key === undefined ? [] : [key] });
    return done(undefined, problems);
  }
  const origins = new Origins(() => sources.all);
  try {
    await new Bundler(source, detected.version, sources, origins, problems).run();
    let root = source.value as Record<string, unknown>;
    if (detected.version === '2.0') root = upgradeDocument(root, origins);
    return done(new Bundle(root, detected.version, sources.files, origins), problems);
  } catch (error) {
    // The input that breaks: an example nested ten thousand levels deep, which nobody walks before.
    if (!(error instanceof RangeError)) throw error;
    problems.push({ code: 'BACKEND_SOURCE_NESTING', message: 'a value is nested too deeply', help: 'Flatten it', source, tokens: [] });
    return done(undefined, problems);
  }
}

function done(value: BundledDocument | undefined, problems: readonly Problem[]): Result<BundledDocument | undefined> {
  const diagnostics: Diagnostic[] = problems.map(toDiagnostic);
  return { value: hasErrors(diagnostics) && problems.some((p) => p.code === 'BACKEND_SOURCE_NESTING') ? undefined : value, diagnostics };
}
