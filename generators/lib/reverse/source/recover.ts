import * as fs from 'node:fs';
import * as path from 'node:path';
import { assemble } from './assemble/assemble';
import { Recorder } from './http/recorder';
import { runExported } from './http/run-exported';
import { loadModule } from './interpret/module-record';
import { listSourceFiles } from './program/list-source-files';
import { findUp } from './program/package-root';
import { SourceProgram } from './program/source-program';
import type { RecoveredApi, RecoverOptions } from './recovered-api';

/** Of a file and everything it loads for the first time. */
const STEPS_OF_ONE = 10_000_000;

/** The stages in a row: parse, run abstractly, collect the routes, send a request through each, write the document. */
export function recover(options: RecoverOptions): RecoveredApi {
  const root = path.resolve(options.root);
  const files = fs.existsSync(root) ? listSourceFiles(root) : [];
  if (files.length === 0) return nothing(`There is no source file in ${options.root}`);
  const recorder = run(root, files, options);
  if (recorder.roots.some((one) => one.isApp) || options.entry !== undefined) return assemble(recorder, undefined);
  // A folder of routes is mounted by the application around it: read that too, and keep what the folder declares.
  const around = wider(root);
  const whole = around === undefined ? undefined : run(around, listSourceFiles(around), options);
  if (whole?.roots.some((one) => one.isApp)) return assemble(whole, root);
  runExported(recorder);
  return assemble(recorder, undefined);
}

function run(root: string, files: readonly string[], options: RecoverOptions): Recorder {
  const recorder = new Recorder(new SourceProgram(root, files, options.tsConfig), options.isKnown);
  const entries = options.entry === undefined ? files : [path.resolve(root, options.entry)];
  for (const file of entries) {
    const { exhausted } = recorder.machine.within(STEPS_OF_ONE, () => loadModule(recorder.machine, file));
    if (exhausted) recorder.report('BACKEND_RECOVER_LIMIT', 'This file does more when it is loaded than is followed', recorder.program.sourceFile(file), 'Routes that it declares at the end may be missing; describe them in @openapi comments.');
  }
  return recorder;
}

/** The package that a folder belongs to, or its `src`. */
function wider(root: string): string | undefined {
  const packaged = findUp(path.dirname(root), ['package.json', 'project.json']);
  if (packaged === undefined) return undefined;
  const source = path.join(packaged, 'src');
  const inside = !path.relative(source, root).startsWith('..') && fs.existsSync(source);
  return inside && source !== root ? source : packaged;
}

function nothing(message: string): RecoveredApi {
  return {
    document: { openapi: '3.1.1', info: { title: 'API', version: '0.0.0' }, paths: {} },
    inferred: [],
    positions: new Map(),
    diagnostics: [{ code: 'BACKEND_RECOVER_NO_SOURCE', severity: 'error', message, help: 'Name the folder that holds the routes.' }],
  };
}
