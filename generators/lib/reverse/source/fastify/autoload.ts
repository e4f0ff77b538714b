import * as fs from 'node:fs';
import * as path from 'node:path';
import type ts from 'typescript';
import { commonExports, exportOf, loadModule } from '../interpret/module-record';
import { getProperty } from '../interpret/get-property';
import { constant, native, object, UNDEFINED } from '../values/make';
import type { Value } from '../values/value';
import { plain, plainText } from '../schemas/chain';
import { propertyOf } from '../schemas/object-entries';
import type { FastifyHost } from './instance-host';
import { registerPlugin } from './register';

const SCRIPT = /^(?!.*\.d\.[cm]?ts$).*\.[cm]?[jt]s$/i;
const INDEX = /^index\.([cm]?ts|js|cjs|mjs)$/i;
const HOOKS = /^[_.]?auto_?hooks\.(ts|js|cjs|mjs)$/i;

interface Rules { readonly dir: string; readonly options: Value | undefined; readonly prefixed: boolean; readonly params: boolean; readonly deepest: number; readonly ignore: RegExp | undefined; readonly encapsulate: boolean; readonly hooks: boolean; readonly cascade: boolean }

/** @fastify/autoload (its index.js of version 6): every file of a folder is a plugin, folders being prefixes; a folder's index stands for its files. */
export function autoload(parent: FastifyHost, given: Value | undefined, node: ts.Node): void {
  const dir = plainText(propertyOf(given, 'dir'));
  if (dir === undefined || !fs.existsSync(dir)) {
    parent.recorder.report('BACKEND_RECOVER_MOUNT_UNKNOWN', 'The folder that is loaded here is not known', node, 'Give the folder relative to the file, with path.join and __dirname or import.meta.');
    return;
  }
  const ignore = propertyOf(given, 'ignorePattern');
  const depth = plain(propertyOf(given, 'maxDepth'));
  const yes = (key: string): boolean => plain(propertyOf(given, key)) === true;
  load(parent, {
    dir,
    options: propertyOf(given, 'options'),
    prefixed: plain(propertyOf(given, 'dirNameRoutePrefix')) !== false,
    params: yes('routeParams'),
    deepest: typeof depth === 'number' ? depth : Infinity,
    ignore: ignore?.kind === 'regex' ? safePattern(ignore.source, ignore.flags) : undefined,
    encapsulate: plain(propertyOf(given, 'encapsulate')) !== false,
    hooks: yes('autoHooks'),
    cascade: yes('cascadeHooks'),
  }, dir, undefined, 0, [], node);
}

function safePattern(source: string, flags: string): RegExp | undefined {
  try {
    return new RegExp(source, flags.replace('g', ''));
  } catch {
    return undefined;
  }
}

function load(parent: FastifyHost, rules: Rules, folder: string, prefix: string | undefined, depth: number, above: readonly string[], node: ts.Node): void {
  const entries = fs.readdirSync(folder, { withFileTypes: true }).filter((entry) => !rules.ignore?.test(entry.name));
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  const own = rules.hooks ? entries.filter((entry) => HOOKS.test(entry.name)).map((entry) => path.join(folder, entry.name)) : [];
  const hooks = [...above, ...own];
  const files = entries.filter((entry) => entry.isFile() && SCRIPT.test(entry.name) && !HOOKS.test(entry.name));
  const index = files.find((entry) => INDEX.test(entry.name));
  const plugins = (index === undefined ? files : [index]).map((file) => path.join(folder, file.name));
  if (hooks.length === 0) for (const file of plugins) register(parent, rules, file, prefix, node);
  else withHooks(parent, rules, hooks, plugins, prefix, node);
  for (const entry of entries) {
    if (!entry.isDirectory() || depth >= rules.deepest) continue;
    const crumb = (prefix === undefined ? '/' : `${prefix}/`) + (rules.prefixed ? entry.name : '');
    load(parent, rules, path.join(folder, entry.name), crumb, depth + 1, rules.cascade ? hooks : [], node);
  }
}

/** Files with hooks are registered below one instance, which has the prefix and the hooks. */
function withHooks(parent: FastifyHost, rules: Rules, hooks: readonly string[], plugins: readonly string[], prefix: string | undefined, node: ts.Node): void {
  const composed = plainText(propertyOf(rules.options, 'prefix')) ?? prefix;
  const plugin = native('composed', ([instance = UNDEFINED]) => {
    if (instance.kind !== 'host') return UNDEFINED;
    const inner = instance.host as FastifyHost;
    for (const file of hooks) registerPlugin(inner, { kind: 'external', op: 'call', module: 'fastify-plugin', args: [exportsOf(parent, file)] }, rules.options, node);
    for (const file of plugins) register(inner, rules, file, undefined, node, true);
    return UNDEFINED;
  });
  registerPlugin(parent, plugin, object(composed === undefined ? [] : [['prefix', constant(parameters(rules, composed))]]), node);
}

function parameters(rules: Rules, prefix: string): string {
  if (!rules.params) return prefix;
  return prefix.includes('__') ? prefix.replace(/__/g, ':') : prefix.replace(/\/_/g, '/:');
}

function exportsOf(parent: FastifyHost, file: string): Value {
  const record = loadModule(parent.recorder.machine, file);
  return record.esm ? exportOf(parent.recorder.machine, record, 'default') : commonExports(record);
}

function register(parent: FastifyHost, rules: Rules, file: string, prefix: string | undefined, node: ts.Node, composed = false): void {
  const m = parent.recorder.machine;
  const record = loadModule(m, file);
  const exports = exportsOf(parent, file);
  const named = (name: string): Value | undefined => {
    const own = record.esm ? exportOf(m, record, name) : UNDEFINED;
    const found = own.kind === 'const' && own.value === undefined && exports.kind !== 'unknown' ? getProperty(m, exports, name, node) : own;
    return found.kind === 'const' && found.value !== undefined ? found : found.kind === 'object' ? found : undefined;
  };
  if (plain(named('autoload')) === false) return;
  const base = plainText(propertyOf(rules.options, 'prefix'));
  const own = plainText(named('autoPrefix')) || prefix;
  const joined = own === undefined ? base?.replace(/\/$/, '') : (base ?? '').replace(/\/$/, '') + own.replace(/\/+/g, '/');
  const whole = plainText(named('prefixOverride')) ?? (joined === undefined ? undefined : parameters(rules, joined));
  const layers = [named('autoConfig'), rules.options].flatMap((spread) => (spread === undefined ? [] : [{ spread }]));
  const last = new Map<string, Value>(composed ? [['prefix', UNDEFINED]] : whole === undefined ? [] : [['prefix', constant(whole)]]);
  const options: Value = { kind: 'object', layers: [...layers, { props: last }] };
  const isRoute = exports.kind === 'object' && propertyOf(exports, 'method') !== undefined;
  const fn: Value = isRoute ? native('route', ([instance = UNDEFINED]) => (instance.kind === 'host' ? (instance.host.callMethod?.('route', [exports], node) ?? UNDEFINED) : UNDEFINED)) : exports;
  const plugin: Value = rules.encapsulate ? fn : { kind: 'external', op: 'call', module: 'fastify-plugin', args: [fn] };
  if (['function', 'external', 'object', 'union', 'native'].includes(plugin.kind)) registerPlugin(parent, plugin, options, node);
}
