/**
 * A statement with every literal replaced by a parameter, as PostgreSQL's own grammar finds them.
 * pg_stat_statements keeps literals in utility statements, passwords among them; what the grammar
 * does not read is left out altogether.
 */
export async function redactLiterals(query: string): Promise<string | undefined> {
  const parser = require('libpg-query') as typeof import('libpg-query');
  await parser.loadModule();
  try {
    const [statement] = parser.parseSync(query).stmts ?? [];
    const kind = Object.keys(statement?.stmt ?? {})[0] ?? '';
    if (!['SelectStmt', 'InsertStmt', 'UpdateStmt', 'DeleteStmt', 'MergeStmt'].includes(kind)) return undefined;
    return parser.normalizeSync(query);
  } catch {
    return undefined;
  }
}

/** A plan without literals: those of views, of predicates of indexes, and of casts. */
export function redactPlan(plan: string): string {
  return plan
    .replace(/E?'(?:[^']|'')*'/g, "'…'")
    // Numbers of a condition, not of the costs in brackets behind the node.
    .split('\n').map((line) => (/^\s*(?:[\w ]*(?:Cond|Filter|Key|Output|Clause)\b.*?:)/.test(line) ? line.replace(/(?<![\w$."…])-?\d+(?:\.\d+)?(?![\w."])/g, '…') : line)).join('\n');
}
