/** Prints rows as a Markdown table whose columns line up. */
export function printTable(head, rows) {
  const all = [head, ...rows].map((row) => row.map(String));
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column].length)));
  const line = (row) => `| ${row.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`;
  console.log([line(all[0]), `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`, ...all.slice(1).map(line)].join('\n'));
}

/** Shows what is under way, on a terminal only. */
export function progress(text) {
  if (process.stderr.isTTY) process.stderr.write(`${text === '' ? '' : `  ${text}`}\u001b[K\r`);
}
