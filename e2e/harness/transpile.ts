import { transformSync } from '@swc/core';
import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Strips the types of every `.ts` file under `from` into `.js` files under `to`; the shape of the
 * modules stays as the project has it. Types are checked elsewhere.
 */
export function transpile(from: string, to: string, type: 'module' | 'commonjs'): void {
  for (const file of globSync('**/*.ts', { cwd: from })) {
    const { code } = transformSync(readFileSync(path.join(from, file), 'utf8'), {
      filename: file,
      swcrc: false,
      configFile: false,
      jsc: { parser: { syntax: 'typescript', decorators: true }, target: 'es2022', transform: { legacyDecorator: true, decoratorMetadata: true } },
      module: { type: type === 'module' ? 'es6' : 'commonjs', ignoreDynamic: false },
    });
    const target = path.join(to, file.replace(/\.ts$/, '.js'));
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, code);
  }
  writeFileSync(path.join(to, 'package.json'), JSON.stringify({ type }));
}
