import * as fs from 'node:fs';
import * as path from 'node:path';
import type ts from 'typescript';
import { commonExports, exportOf, loadModule } from '../interpret/module-record';
import { getProperty } from '../interpret/get-property';
import { constant, object } from '../values/make';
import type { Value } from '../values/value';
import { plain, plainText } from '../schemas/chain';
import { propertyOf } from '../schemas/object-entries';
import type { FastifyHost } from './instance-host';
import { registerPlugin } from './register';

const SCRIPT = /^(?!.*\.(d|test|spec)\.[cm]?[jt]s$).*\.[cm]?[jt]sx?$/;
const INDEX = /^index(\.ts|\.js|\.cjs|\.mjs|\.mts|\.cts)$/;
const HOOKS = /^[_.]?auto_?-?hooks(\.ts|\.js|\.cjs|\.mjs)$/i;

interface Rules { readonly dir: string; readonly options: Value | undefined; readonly prefixed: boolean; readonly params: boolean; readonly deepest: number; readonly ignore: RegExp | undefined; readonly encapsulate: boolean }

/** @fastify/autoload: every file of a folder is a plugin, folders being prefixes; a folder's index stands for its files. */
export function autoload(parent: FastifyHost, given: Value | undefined, node: ts.Node): void {
  const dir = plainText(propertyOf(given, 'dir'));
  if (dir === undefined || !fs.existsSync(dir)) {
    parent.recorder.report('BACKEND_RECOVER_MOUNT_UNKNOWN', 'The folder that is loaded here is not known', node, 'Give the folder relative to the file, with path.join and __dirname or import.meta.');
    return;
  }
  const ignore = propertyOf(given, 'ignorePattern');
  const depth = plain(propertyOf(given, 'maxDepth'));
  load(parent, {
    dir,
    options: propertyOf(given, 'options'),
    prefixed: plain(propertyOf(given, 'dirNameRoutePrefix')) !== false,
    params: plain(propertyOf(given, 'routeParams')) === true,
    deepest: typeof depth === 'number' ? depth : Infinity,
    ignore: ignore?.kind === 'regex' ? safePattern(ignore.source, ignore.flags) : undefined,
    encapsulate: plain(propertyOf(given, 'encapsulate')) !== false,
  }, dir, '', 0, node);
}

function safePattern(source: string, flags: string): RegExp | undefined {
  try {
    return new RegExp(source, flags.replace('g', ''));
  } catch {
    return undefined;
  }
}

function load(parent: FastifyHost, rules: Rules, folder: string, prefix: string, depth: number, node: ts.Node): void {
  const entries = fs.readdirSync(folder, { withFileTypes: true }).filter((entry) => !rules.ignore?.test(`/${path.relative(rules.dir, path.join(folder, entry.name))}`) && !rules.ignore?.test(entry.name));
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  const hooks = entries.find((entry) => HOOKS.test(entry.name));
  if (hooks !== undefined) register(parent, rules, path.join(folder, hooks.name), prefix, node, true);
  const files = entries.filter((entry) => entry.isFile() && SCRIPT.test(entry.name) && !HOOKS.test(entry.name));
  const index = files.find((entry) => INDEX.test(entry.name));
  for (const file of index === undefined ? files : [index]) register(parent, rules, path.join(folder, file.name), prefix, node, false);
  for (const entry of entries) {
    if (!entry.isDirectory() || entry.name === 'node_modules' || depth >= rules.deepest) continue;
    const segment = rules.params ? entry.name.replace(/^__/, '-:').replace(/^_(.+)/, ':$1').replace(/^-:/, ':') : entry.name;
    load(parent, rules, path.join(folder, entry.name), rules.prefixed ? `${prefix}/${segment}` : prefix, depth + 1, node);
  }
}

function register(parent: FastifyHost, rules: Rules, file: string, prefix: string, node: ts.Node, shared: boolean): void {
  const m = parent.recorder.machine;
  const record = loadModule(m, file);
  const exports = record.esm ? exportOf(m, record, 'default') : commonExports(record);
  const named = (name: string): Value | undefined => {
    const own = record.esm ? exportOf(m, record, name) : undefined;
    const found = own !== undefined && !(own.kind === 'const' && own.value === undefined) ? own : getProperty(m, exports, name, node);
    return found.kind === 'const' || found.kind === 'object' ? found : undefined;
  };
  if (plain(named('autoload')) === false) return;
  const base = plainText(propertyOf(rules.options, 'prefix')) ?? '';
  const override = plainText(named('prefixOverride'));
  const whole = base.replace(/\/$/, '') + (override ?? prefix + (plainText(named('autoPrefix')) ?? ''));
  const config = named('autoConfig');
  const layers = [config, rules.options].flatMap((spread) => (spread === undefined ? [] : [{ spread }]));
  const options = object([], {});
  options.layers.splice(0, options.layers.length, ...layers, { props: new Map(whole === '' ? [] : [['prefix', constant(whole)]]) });
  const plugin: Value = shared || !rules.encapsulate ? { kind: 'external', op: 'call', module: 'fastify-plugin', args: [exports] } : exports;
  if (['function', 'external', 'object', 'union'].includes(plugin.kind)) registerPlugin(parent, plugin, options, node);
}
