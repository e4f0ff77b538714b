import ts from 'typescript';

/** A name that no identifier of the file has: the wanted one, or with a number. */
export function freeName(name: string, file: ts.SourceFile): string {
  const taken = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) taken.add(node.text);
    ts.forEachChild(node, visit);
  };
  visit(file);
  let free = name;
  for (let i = 2; taken.has(free); i++) free = `${name}${i}`;
  return free;
}
