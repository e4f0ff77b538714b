import * as fs from 'node:fs';
import * as path from 'node:path';
import type ts from 'typescript';
import { constant, union, unknown } from '../values/make';
import type { Host, Value } from '../values/value';

const FILES = ['.env.example', '.env.sample', '.env.template', '.env.dist', '.env.default', '.env.defaults', 'example.env', 'sample.env', '.example-env', '.example.env', '.env-example', '.env.development', '.env'];
/** Variables that decide paths; anything else of these files stays in them. */
const OF_PATHS = /prefix|path|base|version|route|mount|endpoint|^api$/i;
const SECRET = /key|secret|token|pass|pwd|credential|salt|private|dsn|database|mongo|redis|postgres/i;
const PLAIN = /^[\w./:-]{0,60}$/;

/** `process.env`: a variable that the project's example of an environment sets may have that value. */
export class EnvironmentHost implements Host {
  readonly what = 'environment';
  private values: Map<string, string> | undefined;

  constructor(private readonly folder: string | undefined) {}

  get(key: string | undefined, at: ts.Node): Value | undefined {
    const value = key === undefined ? undefined : this.read().get(key);
    return value === undefined ? unknown(at) : union([unknown(at), constant(value)]);
  }

  private read(): Map<string, string> {
    if (this.values !== undefined) return this.values;
    this.values = new Map();
    for (const name of this.folder === undefined ? [] : FILES) {
      const file = path.join(this.folder!, name);
      if (!fs.statSync(file, { throwIfNoEntry: false })?.isFile()) continue;
      for (const line of fs.readFileSync(file, 'utf8').split(/\r?\n/)) {
        const [, key, raw] = /^\s*(?:export\s+)?([A-Za-z_]\w*)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
        const value = raw?.replace(/^(['"])(.*)\1$/, '$2').replace(/\s+#.*$/, '');
        if (key === undefined || value === undefined || this.values.has(key) || !OF_PATHS.test(key) || SECRET.test(key) || !PLAIN.test(value)) continue;
        this.values.set(key, value);
      }
    }
    return this.values;
  }
}
