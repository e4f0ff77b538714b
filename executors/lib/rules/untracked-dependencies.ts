import type { Rule } from './lint/rule';
import { all, nameKey, pick, strings } from './lint/tree';

/** What PostgreSQL keeps no dependencies for: bodies of functions that are strings, sequences that nothing owns, extensions. */
export const rule: Rule = {
  id: 'untracked-dependencies',
  severity: 'info',
  help: 'Check by hand that everything its body names exists, and that nothing still uses what is dropped.',
  *check({ node }) {
    const create = pick(node, 'CreateFunctionStmt');
    const option = (name: string) => all(create?.options, 'DefElem').find(({ defname }) => defname === name);
    if (create && !create.sql_body && option('as')) {
      const name = strings(create.funcname);
      yield { message: `PostgreSQL does not know what the body of "${name.at(-1)}" uses`, object: nameKey(name) };
    }
    const drop = pick(node, 'DropStmt');
    const kind = { OBJECT_FUNCTION: 'function', OBJECT_PROCEDURE: 'procedure', OBJECT_ROUTINE: 'routine', OBJECT_EXTENSION: 'extension' }[drop?.removeType as string];
    if (kind === undefined) return;
    const names = [...all(drop?.objects, 'ObjectWithArgs').map(({ objname }) => strings(objname)), ...strings(drop?.objects).map((name) => [name])];
    for (const name of names) yield { message: `PostgreSQL does not know every use of the ${kind} "${name.at(-1)}" that is dropped`, object: name.length > 1 ? nameKey(name) : name[0] };
  },
};
