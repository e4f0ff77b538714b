import { canonicalSql } from '../../executors/lib/diff/equal-sql';

/**
 * The statements of a `pg_dump -s` as a sorted list, with the columns of each table sorted too: the
 * order of columns and the order in which pg_dump meets objects are no part of a schema.
 */
export function normalizeDump(dump: string): string[] {
  const blocks = dump
    .split(/^--\n-- Name: .*\n--\n/m)
    .slice(1)
    .map((block) => block.replace(/^SET default_[a-z_]+ = .*;\n/gm, '').replace(/^--\n-- PostgreSQL database dump complete[^]*$/m, '').replace(/^\\(un)?restrict .*$/gm, '').trim())
    .flatMap((block) => (block.startsWith('CREATE FUNCTION') || block.startsWith('CREATE PROCEDURE') ? [block] : block.split(/;\n+/)))
    .map((block) => canonicalSql(block.replace(/;$/, '').trim()))
    .filter((block) => block !== '');
  return blocks.map((block) => (/^CREATE (UNLOGGED |FOREIGN )?TABLE /.test(block) ? sortColumns(block) : block)).sort();
}

function sortColumns(block: string): string {
  const lines = block.split('\n');
  const end = lines.findIndex((line) => line.startsWith(')'));
  if (end < 0) return block;
  const columns = lines.slice(1, end).map((line) => line.replace(/,$/, ''));
  return [lines[0], ...columns.sort(), ...lines.slice(end)].join('\n');
}

/** What is on one side only. */
export function dumpDifference(actual: string, wanted: string): string[] {
  const a = normalizeDump(actual);
  const b = normalizeDump(wanted);
  const count = (list: readonly string[], item: string) => list.filter((other) => other === item).length;
  return [
    ...[...new Set(a)].filter((item) => count(a, item) > count(b, item)).map((item) => `+ ${item}`),
    ...[...new Set(b)].filter((item) => count(b, item) > count(a, item)).map((item) => `- ${item}`),
  ];
}
