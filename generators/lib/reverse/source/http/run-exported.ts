import ts from 'typescript';
import { ExpressHost } from '../express/router-host';
import { FastifyHost } from '../fastify/instance-host';
import { callValue } from '../interpret/call';
import { commonExports, exportOf, loadModule } from '../interpret/module-record';
import { members, hosted, native, object, UNDEFINED } from '../values/make';
import { functionsOf } from '../values/inspect';
import type { FunctionValue } from '../values/value';
import { propertyOf } from '../schemas/object-entries';
import type { Recorder } from './recorder';

/** What routes are declared with, by framework; the parameter that has it is the application. */
const PLUGIN = /^(register|route|decorate|addHook|addSchema|get|post|put|patch|delete)$/;
const ROUTER = /^(use|route|get|post|put|patch|delete|all)$/;

/**
 * Runs what files export for somebody else to call with an application: a plugin that fastify-cli
 * loads, `module.exports = (app) => …` of a folder that is read alone. Outer ones come first, and
 * call the inner ones themselves.
 */
export function runExported(recorder: Recorder): void {
  const { machine, program } = recorder;
  const exported = program.files.flatMap((file) => {
    const record = loadModule(machine, file);
    const value = record.esm ? exportOf(machine, record, 'default') : commonExports(record);
    const inner = members(value).flatMap((one) => (one.kind === 'external' ? (one.args ?? []) : [one, propertyOf(one, 'default') ?? one]));
    return functionsOf({ kind: 'union', members: inner });
  });
  const depth = (fn: FunctionValue): number => fn.node.getSourceFile().fileName.split('/').length * 2 - (uses(fn, /^register$/) || uses(fn, /^use$/) ? 1 : 0);
  for (const fn of [...new Set(exported)].sort((a, b) => depth(a) - depth(b))) {
    if (machine.called.has(fn.node)) continue;
    const fastify = isFastify(recorder, fn);
    if (fastify && uses(fn, PLUGIN)) {
      const instance = new FastifyHost(recorder, fn.node);
      machine.within(2_000_000, () => callValue(machine, fn, [hosted(instance), object(), native('done', () => UNDEFINED)], fn.node));
      instance.settle();
    } else if (!fastify && uses(fn, ROUTER, true)) {
      const router = new ExpressHost(recorder, false, fn.node);
      machine.within(2_000_000, () => callValue(machine, fn, [hosted(router)], fn.node));
    }
  }
}

function isFastify(recorder: Recorder, fn: FunctionValue): boolean {
  const text = fn.node.getSourceFile().text;
  const parameter = fn.node.parameters[0];
  if (/fastify/i.test(parameter?.getText() ?? '') || /['"](@fastify\/[\w-]+|fastify(-[\w-]+)?)['"]/.test(text)) return true;
  return recorder.fastify.length > 0 && !/['"]express['"]/.test(text);
}

/** True when the function calls such a method of its first parameter; `withPath`: with a path as first argument, or to mount. */
function uses(fn: FunctionValue, names: RegExp, withPath = false): boolean {
  const [parameter] = fn.node.parameters;
  if (parameter === undefined || !ts.isIdentifier(parameter.name) || fn.node.body === undefined) return false;
  const name = parameter.name.text;
  if (withPath && !/^(app|router|server|api|express|r|application)$/i.test(name)) return false;
  let found = false;
  const visit = (node: ts.Node): void => {
    if (found) return;
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) && rootName(node.expression.expression) === name && names.test(node.expression.name.text)) {
      const [first] = node.arguments;
      if (!withPath || first === undefined || ts.isStringLiteralLike(first) || ts.isTemplateExpression(first) || node.expression.name.text === 'use') found = true;
    }
    ts.forEachChild(node, visit);
  };
  visit(fn.node.body);
  return found;
}

function rootName(node: ts.Expression): string | undefined {
  if (ts.isIdentifier(node)) return node.text;
  if (ts.isCallExpression(node) || ts.isPropertyAccessExpression(node)) return rootName(node.expression);
  return undefined;
}
