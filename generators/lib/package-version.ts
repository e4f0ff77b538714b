import { readFileSync } from 'node:fs';
import path from 'node:path';

/** Version of this package, whether it runs from source or from dist/. */
export function packageVersion(): string {
  for (let folder = __dirname; folder !== path.dirname(folder); folder = path.dirname(folder)) {
    try {
      const manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as { name?: string; version?: string };
      if (manifest.name === '@org/backend') return manifest.version ?? '0.0.0';
    } catch {
      // no package.json here: look further up
    }
  }
  return '0.0.0';
}
