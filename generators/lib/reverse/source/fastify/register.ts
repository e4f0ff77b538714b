import type ts from 'typescript';
import { callValue } from '../interpret/call';
import { getProperty } from '../interpret/get-property';
import { hosted, native, object, UNDEFINED } from '../values/make';
import type { Value } from '../values/value';
import { propertyOf } from '../schemas/object-entries';
import { autoload } from './autoload';
import { FastifyHost, prefixBelow } from './instance-host';

/** Runs a plugin on an instance of its own below `parent`, or on `parent` itself when fastify-plugin says so. */
export function registerPlugin(parent: FastifyHost, plugin: Value, options: Value | undefined, node: ts.Node): void {
  const { recorder } = parent;
  const m = recorder.machine;
  const given = options?.kind === 'function' ? callValue(m, options, [hosted(parent)], node) : options;
  if (plugin.kind === 'union') {
    for (const member of plugin.members) m.branch(() => registerPlugin(parent, member, given, node));
    return;
  }
  if (plugin.kind === 'external') {
    if (/^(@fastify\/autoload|fastify-autoload)$/.test(plugin.module) && plugin.op !== 'call') return autoload(parent, given, node);
    if (plugin.op === 'call' && /^fastify-plugin$/.test(plugin.module)) return run(parent, plugin.args?.[0] ?? UNDEFINED, given, node);
    return;
  }
  if (plugin.kind === 'object') {
    const inner = getProperty(m, plugin, 'default', node);
    if (inner.kind !== 'unknown' && !(inner.kind === 'const' && inner.value === undefined)) registerPlugin(parent, inner, given, node);
    return;
  }
  if (plugin.kind === 'unknown') recorder.report('BACKEND_RECOVER_MOUNT_UNKNOWN', 'The plugin that is registered here cannot be followed', node, 'If it serves routes, describe them in @openapi comments.');
  const skips = plugin.kind === 'function' && [...plugin.props.keys()].some((key) => key.includes('skip-override'));
  if (skips) return run(parent, plugin, given, node);
  const prefix = prefixBelow(parent.prefix, propertyOf(given, 'prefix'));
  if (prefix === undefined && parent.prefix !== undefined) recorder.report('BACKEND_RECOVER_PATH_DYNAMIC', 'This prefix is computed when the program runs, so what is served below it is left out', node, 'Give the prefix as a constant.');
  run(new FastifyHost(recorder, node, parent, prefix), plugin, given, node);
}


function run(instance: FastifyHost, plugin: Value, options: Value | undefined, node: ts.Node): void {
  const m = instance.recorder.machine;
  if (plugin.kind === 'object') return run(instance, getProperty(m, plugin, 'default', node), options, node);
  const done = native('done', () => UNDEFINED);
  callValue(m, plugin, [hosted(instance), options ?? object(), done], node, hosted(instance));
  instance.settle();
}
