import * as path from 'node:path';
import type { Problem } from '../problems';
import { displayName, isRemote } from '../source/location';
import { MAX_TOTAL_SIZE } from '../source/limits';
import { loadSource, type LoadFailure, type ReadOptions } from '../source/load-source';
import type { Source } from '../source/source';
import { isObject } from '../refs/pointer';

/** Files in flight at once. */
const CONCURRENCY = 32;

/** Every file of one document, each read once. */
export class SourceSet {
  private readonly sources = new Map<string, Source | LoadFailure>();
  private readonly self = new Map<string, Source>();
  private size = 0;
  readonly folder: string;

  constructor(private readonly entry: string, private readonly options: ReadOptions, private readonly problems: Problem[]) {
    this.folder = isRemote(entry) ? '' : path.dirname(entry);
  }

  /** The source at a location, why there is none, or undefined when it was not loaded yet. */
  get(location: string): Source | LoadFailure | undefined {
    return this.sources.get(location) ?? this.self.get(location);
  }

  /** Files that could be read, in the order they were asked for. */
  get files(): string[] {
    return this.all.map((source) => source.file);
  }

  get all(): Source[] {
    return [...this.sources.values()].filter((s): s is Source => 'file' in s);
  }

  /** Loads what is not loaded yet; the order of the list, not of arrival, decides every later order. */
  async load(locations: readonly string[]): Promise<void> {
    const wanted = [...new Set(locations)].filter((l) => this.get(l) === undefined);
    for (let i = 0; i < wanted.length; i += CONCURRENCY) {
      const batch = wanted.slice(i, i + CONCURRENCY);
      const loaded = await Promise.all(batch.map((location) => this.read(location)));
      batch.forEach((location, at) => this.sources.set(location, loaded[at]!));
    }
  }

  private async read(location: string): Promise<Source | LoadFailure> {
    const file = displayName(location, this.folder);
    if (isRemote(location) && !this.options.allowRemote && location !== this.entry) {
      return { code: 'BACKEND_REF_REMOTE', message: `${location} is on the network`, help: 'Allow it with --allowRemote, or save it beside the document' };
    }
    const loaded = await loadSource(location, file, this.options);
    if ('code' in loaded) return loaded;
    this.problems.push(...loaded.problems);
    if (!loaded.source) return { code: 'BACKEND_SOURCE_SYNTAX', message: `${file} has syntax errors`, help: 'Correct them first' };
    this.size += loaded.source.text.length;
    if (this.size > (this.options.maxTotalSize ?? MAX_TOTAL_SIZE)) {
      return { code: 'BACKEND_SOURCE_TOO_LARGE', message: `with ${file} the document's files exceed the limit`, help: 'Raise the limit, or split the API' };
    }
    this.rememberSelf(loaded.source);
    return loaded.source;
  }

  /** 3.2 `$self` (§4.1.1) names a document; references may use that name. */
  private rememberSelf(source: Source): void {
    const self = isObject(source.value) ? source.value['$self'] : undefined;
    if (typeof self === 'string') this.self.set(self.split('#')[0]!, source);
  }
}
