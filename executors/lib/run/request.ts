import { DEFAULT_SETTINGS, type Progress, type RunSettings } from './context';
import type { JournalPlace } from './journal/journal';
import { DEFAULT_JOURNAL } from '../sources/bookkeeping';
import type { ScriptSource } from './scripts/read-scripts';

/** What migrate-run and migrate-revert are asked; plain data but for `progress`. */
export interface RunRequest {
  /** The workspace. */
  readonly root: string;
  readonly project: string;
  readonly source: ScriptSource;
  readonly journal: JournalPlace;
  readonly settings: RunSettings;
  readonly dryRun: boolean;
  readonly onFailure: 'stop' | 'revert';
  /** Server for the scratch database of a dry run; embedded when absent. */
  readonly shadow?: string;
  readonly progress?: (event: Progress) => void;
}

export interface RevertRequest extends RunRequest {
  /** How many migrations, the last applied first. */
  readonly count?: number;
  /** The migration that stays: all applied after it are reverted. */
  readonly to?: string;
}

/** Options of both executors, as people write them. */
export interface RunOptions {
  readonly file?: string;
  readonly migrations?: string;
  readonly journal?: string;
  readonly lockTimeout?: string;
  readonly outsideTimeout?: string;
  readonly lockRetries?: number;
  readonly runnerWait?: string;
  readonly onUncertain?: RunSettings['onUncertain'];
  readonly onFailure?: 'stop' | 'revert';
  readonly dryRun?: boolean;
  readonly shadow?: string;
}

/** @throws RangeError for a duration that is none */
export function toRequest(root: string, project: string, options: RunOptions): RunRequest {
  const { file, migrations, journal = DEFAULT_JOURNAL } = options;
  const dot = journal.lastIndexOf('.');
  return {
    root, project,
    source: { ...(file === undefined ? {} : { file }), ...(migrations === undefined ? {} : { folder: migrations }) },
    journal: dot < 0 ? { table: journal } : { schema: journal.slice(0, dot), table: journal.slice(dot + 1) },
    settings: {
      ...DEFAULT_SETTINGS,
      ...duration('lockTimeout', options.lockTimeout), ...duration('outsideTimeout', options.outsideTimeout), ...duration('runnerWait', options.runnerWait),
      ...(options.lockRetries === undefined ? {} : { lockRetries: options.lockRetries }),
      ...(options.onUncertain === undefined ? {} : { onUncertain: options.onUncertain }),
    },
    dryRun: options.dryRun ?? false,
    onFailure: options.onFailure ?? 'stop',
    ...(options.shadow === undefined ? {} : { shadow: options.shadow }),
  };
}

const UNITS = { ms: 1, s: 1_000, min: 60_000, h: 3_600_000 } as const;

function duration<K extends string>(name: K, text: string | undefined): { [P in K]?: number } {
  if (text === undefined) return {};
  const match = /^(\d+(?:\.\d+)?)\s*(ms|s|min|h)?$/.exec(text.trim());
  if (!match) throw new RangeError(`--${name}=${text} is no duration; write 500ms, 3s, 5min or 1h`);
  return { [name]: Number(match[1]) * UNITS[(match[2] ?? 'ms') as keyof typeof UNITS] } as { [P in K]: number };
}
