/** The beginning of a statement on one line, for messages. */
export function excerpt(statement: string): string {
  const line = statement.replace(/\s+/g, ' ');
  return line.length > 120 ? `${line.slice(0, 117)}…` : line;
}
