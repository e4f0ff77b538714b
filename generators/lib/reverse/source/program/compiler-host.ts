import ts from 'typescript';

const libraries = new Map<string, ts.SourceFile | undefined>();

/** The compiler's own host, which reads the language's declarations (3 MB) once for all programs. */
export function compilerHost(options: ts.CompilerOptions): ts.CompilerHost {
  const host = ts.createCompilerHost(options);
  const { getSourceFile } = host;
  const folder = host.getDefaultLibLocation?.();
  host.getSourceFile = (name, ...rest) => {
    if (folder === undefined || !name.startsWith(`${folder}/`)) return getSourceFile(name, ...rest);
    if (!libraries.has(name)) libraries.set(name, getSourceFile(name, ...rest));
    return libraries.get(name);
  };
  return host;
}
