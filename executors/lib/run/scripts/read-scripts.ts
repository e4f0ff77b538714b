import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Diagnostic, Result } from '../../../../generators/lib/diagnostics';
import type { Engine } from '../engine';
import { stepsOf, type Migration } from '../migration';

export interface ScriptSource {
  /** A script, or one of a pair `x.up.sql`, `x.down.sql`. */
  readonly file?: string;
  /** A folder of pairs `<timestamp>-<name>.up.sql`, `<timestamp>-<name>.down.sql`. */
  readonly folder?: string;
}

const UP = /\.up\.sql$/i;

/**
 * Reads migrations that are SQL scripts, in the order of their names' timestamps.
 * @param root folder that files are named relative to
 */
export async function readScripts(engine: Engine, root: string, { file, folder }: ScriptSource): Promise<Result<Migration[]>> {
  const diagnostics: Diagnostic[] = [];
  const files = file !== undefined ? [file] : folder !== undefined ? filesOf(root, folder, diagnostics) : [];
  const migrations: Migration[] = [];
  for (const up of files) {
    const text = readText(root, up, diagnostics);
    if (text === undefined) continue;
    const downFile = `${up.replace(UP, '').replace(/\.sql$/i, '')}.down.sql`;
    const downText = downFile !== up && existsSync(path.resolve(root, downFile)) ? readText(root, downFile, diagnostics) : undefined;
    const script = await engine.plan(text, up);
    const down = downText === undefined ? undefined : await engine.plan(downText, downFile);
    diagnostics.push(...script.diagnostics, ...(down?.diagnostics ?? []));
    if (stepsOf(script.value).length === 0 && script.diagnostics.length === 0) {
      diagnostics.push({ code: 'BACKEND_RUN_EMPTY', severity: 'warning', message: `${up} has no statements`, help: 'Write its statements, or remove it.', position: { file: up, line: 1, column: 1 } });
    }
    migrations.push({ name: path.basename(up).replace(UP, '').replace(/\.sql$/i, ''), file: up, up: script.value, ...(down ? { down: down.value } : {}) });
  }
  return { value: migrations, diagnostics };
}

function filesOf(root: string, folder: string, diagnostics: Diagnostic[]): string[] {
  const place = path.resolve(root, folder);
  if (!existsSync(place) || !statSync(place).isDirectory()) {
    diagnostics.push({ code: 'BACKEND_RUN_NO_SOURCE', severity: 'error', message: `there is no folder ${folder}`, help: 'Name the folder that holds the pairs of .up.sql and .down.sql files.' });
    return [];
  }
  const names = readdirSync(place).filter((name) => UP.test(name));
  return names.sort(byTimestamp).map((name) => path.posix.join(folder.split(path.sep).join('/'), name));
}

/** `2-b` before `10-a`; names without a number come last, by their text. */
function byTimestamp(a: string, b: string): number {
  const [x, y] = [a, b].map((name) => /^\d+/.exec(name)?.[0]);
  if (x !== undefined && y !== undefined && BigInt(x) !== BigInt(y)) return BigInt(x) < BigInt(y) ? -1 : 1;
  if ((x === undefined) !== (y === undefined)) return x === undefined ? 1 : -1;
  return a < b ? -1 : a > b ? 1 : 0;
}

function readText(root: string, file: string, diagnostics: Diagnostic[]): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path.resolve(root, file)));
  } catch (error) {
    const binary = error instanceof TypeError;
    diagnostics.push({
      code: 'BACKEND_RUN_NO_SOURCE', severity: 'error', message: binary ? `${file} is not UTF-8 text` : `${file} cannot be read`,
      help: binary ? 'Convert it to UTF-8.' : 'Check the path; it is relative to the workspace.',
    });
    return undefined;
  }
}
