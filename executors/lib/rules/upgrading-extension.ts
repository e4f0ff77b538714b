import type { Rule } from './lint/rule';
import { pick } from './lint/tree';

/** ALTER EXTENSION … UPDATE: the new version may behave otherwise. */
export const rule: Rule = {
  id: 'upgrading-extension',
  severity: 'warning',
  help: 'Read the release notes of the extension, and try it on a copy.',
  *check({ node }) {
    const alter = pick(node, 'AlterExtensionStmt');
    if (alter) yield { message: `The extension "${alter.extname}" changes to another version, and what uses it may behave otherwise`, object: alter.extname };
  },
};
