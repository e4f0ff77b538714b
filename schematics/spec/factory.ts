import type { Rule } from '@angular-devkit/schematics';
import type { SpecSchema } from './schema';

/**
 * `nest g -c @org/backend spec src`: writes the document of what a folder's code serves, or with
 * `check` compares and fails on drift, as the Nx generator does. Everything is loaded inside, so that
 * listing the collection loads nothing.
 */
export default function spec(options: SpecSchema): Rule {
  return async (tree, context) => {
    const { describeDiagnostics } = require('../../generators/lib/workspace') as typeof import('../../generators/lib/workspace');
    const { planSpec } = require('../../generators/lib/reverse/document/plan-spec') as typeof import('../../generators/lib/reverse/document/plan-spec');
    const { buildSpecReport, describeChanges } = require('../../generators/lib/reverse/document/spec-report') as typeof import('../../generators/lib/reverse/document/spec-report');
    const { resolveSpecSettings } = require('../lib/resolve-spec-settings') as typeof import('../lib/resolve-spec-settings');
    const { applyChanges, treeFiles } = require('../lib/tree-files') as typeof import('../lib/tree-files');

    const files = treeFiles(tree, process.cwd());
    const { check, ...settings } = resolveSpecSettings(options, files);
    const plan = await planSpec(files, settings);
    const found = describeDiagnostics(plan.diagnostics, files);
    if (plan.text === undefined) throw new Error(`No document was made\n${found}`);
    if (found !== '') context.logger.warn(found);
    const changes = plan.changes.length > 0 ? describeChanges(buildSpecReport(settings, plan)) : '';
    if (check) {
      if (plan.base === undefined) throw new Error(`There is no ${settings.output} to check: write it first, without check.`);
      if (changes !== '') throw new Error(changes);
      context.logger.info(`${plan.base} says what the code in ${settings.directory} does.`);
      return;
    }
    if (changes !== '') context.logger.info(changes);
    const there = tree.exists(settings.output) ? tree.readText(settings.output) : undefined;
    if (there !== plan.text) applyChanges(tree, [{ path: settings.output, kind: there === undefined ? 'create' : 'update', ownership: 'yours', content: plan.text }]);
  };
}
