import * as path from 'node:path';
import type ts from 'typescript';
import type { Recorder } from '../http/recorder';
import { callValue } from '../interpret/call';
import { requireModule } from '../interpret/module-record';
import { listSourceFiles } from '../program/list-source-files';
import { externalPath } from '../values/inspect';
import { array, constant, hosted, object, UNKNOWN, unknown } from '../values/make';
import type { ExternalValue, Host, Value } from '../values/value';
import { plainText } from '../schemas/chain';
import { propertyOf } from '../schemas/object-entries';

/** Packages that find files by pattern, or load all files of a folder. */
export function loadFiles(recorder: Recorder, call: ExternalValue, at: ts.Node): Value | undefined {
  const { module, target, args = [] } = call;
  if (target === undefined) return undefined;
  const name = externalPath(target).at(-1);
  if (/^(glob|fast-glob|globby|tiny-glob|tinyglobby|fdir)(\/.*)?$/.test(module)) return found(recorder, args, at);
  if (/^(require-directory|require-dir|require-all|include-all|require-glob)$/.test(module) && name === undefined) return folder(recorder, module, args, at);
  if (/^(consign|express-load|@devnetic\/load-routes)$/.test(module) && target.op === 'module') return hosted(new LoaderHost(recorder, module === 'consign' ? plainText(propertyOf(args[0], 'cwd')) ?? '' : '', module === 'express-load' && args[0] ? [args[0]] : []));
  return undefined;
}

/** The project's source files that a glob pattern names; only those, whatever the pattern says. */
function found(recorder: Recorder, args: readonly Value[], at: ts.Node): Value {
  const patterns = (args[0]?.kind === 'array' ? args[0].items : args.slice(0, 1)).map(plainText);
  const root = recorder.program.packageRoot ?? recorder.program.root;
  const cwd = plainText(propertyOf(args[1], 'cwd')) ?? root;
  if (patterns.length === 0 || patterns.includes(undefined)) return array([], unknown(at));
  const wanted = patterns.flatMap((one) => (one!.startsWith('!') ? [] : [globPattern(path.resolve(cwd, one!))]));
  const hits = listSourceFiles(root).filter((file) => wanted.some((regex) => regex.test(file)));
  const list = array(hits.map((file) => constant(path.isAbsolute(patterns[0]!) || args[1]?.kind === 'object' && plainText(propertyOf(args[1], 'cwd')) === undefined ? file : path.isAbsolute(patterns[0]!) ? file : path.relative(cwd, file))));
  const callback = args.at(-1);
  if (callback?.kind === 'function') callValue(recorder.machine, callback, [constant(null), list], at);
  return list;
}

/** `**`, `*`, `?`, `{a,b}`, `@(a|b)` and `[ab]` as a regular expression over whole paths. */
export function globPattern(glob: string): RegExp {
  const source = glob.replace(/\\/g, '/').replace(/\*\*\/|\*\*|[*?]|[@+]?\(([^)]*)\)|\{([^}]*)\}|\[[^\]]*\]|[.+^$()|\\{}]/g, (token, extended?: string, braces?: string) => {
    const plain = (text: string): string => text.replace(/[.+^$\\]/g, '\\$&').replace(/\*/g, '[^/]*');
    if (token === '**/') return '(?:[^/]+/)*';
    if (token === '**') return '.*';
    if (token === '*') return '[^/]*';
    if (token === '?') return '[^/]';
    if (extended !== undefined) return `(?:${extended.split('|').map(plain).join('|')})`;
    if (braces !== undefined) return `(?:${braces.split(',').map(plain).join('|')})`;
    return token.startsWith('[') ? token : `\\${token}`;
  });
  return new RegExp(`^${source}$`, 'i');
}

/** `requireDirectory(module, './routes', {visit})`, `requireDir('./routes')`, `requireAll({dirname})`. */
function folder(recorder: Recorder, module: string, args: readonly Value[], at: ts.Node): Value {
  const options = args.find((arg) => arg.kind === 'object' && propertyOf(arg, 'exports') === undefined);
  const from = at.getSourceFile().fileName;
  const named = plainText(propertyOf(options, 'dirname')) ?? args.map(plainText).find((text) => text !== undefined);
  const dir = named === undefined ? path.dirname(from) : path.resolve(path.dirname(from), named);
  const root = recorder.program.packageRoot ?? recorder.program.root;
  if (path.relative(root, dir).startsWith('..')) return unknown(at);
  const visit = propertyOf(options, module === 'require-directory' ? 'visit' : 'resolve');
  const files = listSourceFiles(dir).filter((file) => file !== from && !(module === 'require-dir' && path.dirname(file) !== dir));
  return object(files.map((file) => {
    const loaded = requireModule(recorder.machine, file, from);
    if (visit?.kind === 'function') callValue(recorder.machine, visit, [loaded, constant(file), constant(path.basename(file))], at);
    return [path.basename(file).replace(/\.\w+$/, ''), loaded] as const;
  }));
}

/** consign: `consign().include('models').then('routes').into(app)` calls what each file exports with the application. */
class LoaderHost implements Host {
  readonly what = 'loader';

  constructor(private readonly recorder: Recorder, private readonly cwd: string, private readonly folders: Value[]) {}

  callMethod(name: string | undefined, args: readonly Value[], at: ts.Node): Value | undefined {
    if (name === 'include' || name === 'then') this.folders.push(...args);
    if (name !== 'into') return hosted(this);
    const root = this.recorder.program.packageRoot ?? this.recorder.program.root;
    for (const one of this.folders.map(plainText)) {
      if (one === undefined) continue;
      const base = path.resolve(root, this.cwd, one);
      for (const file of [base, `${base}.js`, `${base}.ts`].flatMap((candidate) => listSourceFiles(candidate))) {
        const loaded = requireModule(this.recorder.machine, file, at.getSourceFile().fileName);
        const fn = loaded.kind === 'object' ? propertyOf(loaded, 'default') ?? UNKNOWN : loaded;
        if (fn.kind === 'function') callValue(this.recorder.machine, fn, args, at);
      }
    }
    return unknown(at);
  }
}
