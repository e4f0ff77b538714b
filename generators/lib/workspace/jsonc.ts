/** JSON with comments and trailing commas, as tsconfig.json has them; undefined when it is neither. */
export function parseJsonc(text: string): unknown {
  const plain = text
    .replace(/"(?:[^"\\]|\\.)*"|\/\/[^\r\n]*|\/\*[^]*?\*\//g, (token) => (token.startsWith('"') ? token : ' '))
    .replace(/"(?:[^"\\]|\\.)*"|,(?=\s*[}\]])/g, (token) => (token.startsWith('"') ? token : ''));
  try {
    return JSON.parse(plain);
  } catch {
    return undefined;
  }
}
