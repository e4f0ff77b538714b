import path from 'node:path';

/** Program text that runs one of our TypeScript files as it stands (tests); users have them compiled. */
export function fromSource(entry: string): string {
  const own = ['executors', 'generators'].map((folder) => path.join(__dirname, '../../..', folder) + path.sep);
  return `
    const { readFileSync } = require('node:fs');
    const { transformSync } = require(${JSON.stringify(require.resolve('@swc/core'))});
    const Module = require('node:module');
    const theirs = Module._extensions['.ts'] ?? Module._extensions['.js'];
    Module._extensions['.ts'] = (module, file) => {
      if (!${JSON.stringify(own)}.some((folder) => file.startsWith(folder))) return theirs(module, file);
      const { code } = transformSync(readFileSync(file, 'utf8'), {
        filename: file, configFile: false, swcrc: false, sourceMaps: 'inline',
        jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' },
      });
      module._compile(code, file);
    };
    require(${JSON.stringify(entry)});
  `;
}
