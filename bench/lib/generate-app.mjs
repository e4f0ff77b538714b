import { execFileSync } from 'node:child_process';
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import swc from '@swc/core';

/** Generates a framework's routes and strips their types: `<out>/src` and `<out>/built`. */
export function generateApp({ root, document, framework, out, options = {} }) {
  const [src, built] = [path.join(out, 'src'), path.join(out, 'built')];
  rmSync(out, { recursive: true, force: true });
  mkdirSync(src, { recursive: true });
  execFileSync(process.execPath, [path.join(root, 'e2e/harness/generate-child.cjs'), document, src, JSON.stringify({ framework, ...options })]);
  for (const file of globSync('**/*.ts', { cwd: src })) {
    const { code } = swc.transformSync(readFileSync(path.join(src, file), 'utf8'), {
      filename: file, swcrc: false, configFile: false, jsc: { parser: { syntax: 'typescript', decorators: true }, target: 'es2022', transform: { legacyDecorator: true, decoratorMetadata: true } }, module: { type: 'es6' },
    });
    const target = path.join(built, file.replace(/\.ts$/, '.js'));
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, code);
  }
  writeFileSync(path.join(built, 'package.json'), '{"type":"module"}');
}
