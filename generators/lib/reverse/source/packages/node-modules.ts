import * as fs from 'node:fs';
import * as path from 'node:path';
import { requireFunction } from '../interpret/globals';
import { callValue } from '../interpret/call';
import type { Machine } from '../interpret/machine';
import { array, constant, native, object, typed, UNDEFINED, unknown } from '../values/make';
import type { NativeCall, Value } from '../values/value';

const strings = (args: readonly Value[]): string[] | undefined => {
  const plain = args.map((arg) => (arg.kind === 'const' && typeof arg.value === 'string' ? arg.value : undefined));
  return plain.includes(undefined) ? undefined : (plain as string[]);
};

const onStrings = (fn: (...parts: string[]) => string): NativeCall => (args, at) => {
  const parts = strings(args);
  try {
    return parts === undefined ? typed('string') : constant(fn(...parts));
  } catch {
    return unknown(at);
  }
};

/** Properties of Node's modules that decide which files are loaded: paths, listings of folders, URLs. */
export function nodeModuleProperty(m: Machine, module: string, key: string): Value | undefined {
  switch (module) {
    case 'path': case 'path/posix': return pathProperty(m, key);
    case 'fs': case 'fs-extra': case 'fs/promises': return fsProperty(m, key);
    case 'url':
      if (key === 'fileURLToPath') return native(key, ([url]) => (url?.kind === 'const' ? constant(String(url.value).replace(/^file:\/\//, '')) : typed('string')));
      return key === 'pathToFileURL' ? native(key, ([file]) => (file?.kind === 'const' ? object([['href', constant(`file://${String(file.value)}`)], ['pathname', file]]) : typed('string'))) : undefined;
    case 'module': return key === 'createRequire' ? native(key, ([from], at) => (from?.kind === 'const' ? requireFunction(m, String(from.value).replace(/^file:\/\//, '')) : unknown(at))) : undefined;
    case 'util': return key === 'promisify' || key === 'callbackify' ? native(key, ([fn = UNDEFINED]) => fn) : key === 'inherits' ? native(key, () => UNDEFINED) : undefined;
    case 'http': case 'https': return key === 'STATUS_CODES' ? unknown() : undefined;
    default: return undefined;
  }
}

function pathProperty(m: Machine, key: string): Value | undefined {
  switch (key) {
    case 'join': return native(key, onStrings(path.join));
    case 'resolve': return native(key, onStrings((...parts) => path.resolve(m.program.packageRoot ?? m.program.root, ...parts)));
    case 'dirname': return native(key, onStrings(path.dirname));
    case 'basename': return native(key, onStrings(path.basename));
    case 'extname': return native(key, onStrings(path.extname));
    case 'relative': return native(key, onStrings(path.relative));
    case 'normalize': return native(key, onStrings(path.normalize));
    case 'parse': return native(key, (args) => { const [file] = strings(args) ?? []; return file === undefined ? unknown() : object(Object.entries(path.parse(file)).map(([name, part]) => [name, constant(part)])); });
    case 'sep': return constant('/');
    case 'posix': case 'default': return undefined;
    default: return undefined;
  }
}

function fsProperty(m: Machine, key: string): Value | undefined {
  switch (key) {
    case 'readdirSync': case 'readdir': return native(key, (args, at) => {
      const list = listing(m, args);
      const callback = args.at(-1);
      if (key === 'readdir' && callback?.kind === 'function') return callValue(m, callback, [constant(null), list], at);
      return list;
    });
    case 'existsSync': return native(key, (args) => { const [file] = strings(args.slice(0, 1)) ?? []; return file === undefined || !isWithin(m, file) ? typed('boolean') : constant(fs.existsSync(file)); });
    case 'statSync': case 'lstatSync': case 'stat': case 'lstat': return native(key, (args) => {
      const [file] = strings(args.slice(0, 1)) ?? [];
      const stats = file === undefined || !isWithin(m, file) ? undefined : fs.statSync(file, { throwIfNoEntry: false });
      const verdict = (is: boolean | undefined): Value => native('is', () => (is === undefined ? typed('boolean') : constant(is)));
      return object([['isDirectory', verdict(stats?.isDirectory())], ['isFile', verdict(stats?.isFile())]]);
    });
    case 'promises': return object(['readdir', 'stat', 'lstat'].map((name) => [name, fsProperty(m, name)!] as const));
    default: return undefined;
  }
}

function listing(m: Machine, args: readonly Value[]): Value {
  const [folder] = strings(args.slice(0, 1)) ?? [];
  if (folder === undefined || !isWithin(m, folder)) return array([], typed('string'));
  const entries = fs.statSync(folder, { throwIfNoEntry: false })?.isDirectory() ? fs.readdirSync(folder, { withFileTypes: true }) : [];
  const sorted = entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  if (args[1]?.kind !== 'object') return array(sorted.map((entry) => constant(entry.name)));
  return array(sorted.map((entry) => object([['name', constant(entry.name)], ['isDirectory', native('is', () => constant(entry.isDirectory()))], ['isFile', native('is', () => constant(entry.isFile()))]])));
}

/** Only folders of the project are looked into, whatever the code computes. */
function isWithin(m: Machine, file: string): boolean {
  const relative = path.relative(m.program.packageRoot ?? m.program.root, path.resolve(file));
  return !relative.startsWith('..') && !path.isAbsolute(relative);
}
