import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { call, ALL_FRAMEWORKS, generatedFramework, generateFromSource, startServer, transpile, withJson } from '../harness';
import type { Framework } from '../harness';
import { echoMain } from './echo-main';
import { documentOf, targetOf } from './row';
import type { ParameterRow } from './row';
import { PARAMETER_ROWS } from './table';

const VERSIONS = [...new Set(PARAMETER_ROWS.map((row) => row.openapi ?? '3.2.0'))];

describe.each(ALL_FRAMEWORKS)('parameters on a running %s server', (framework) => {
  test.each(VERSIONS)('of an OpenAPI %s document are decoded or refused as the table says', async (version) => {
    const rows = PARAMETER_ROWS.filter((row) => (row.openapi ?? '3.2.0') === version);
    const server = await bootEcho(rows, version, framework);
    try {
      const outcomes = await Promise.all(rows.map((row, i) => outcome(server.origin, row, i)));
      expect(outcomes).toEqual(rows.map(expected));
    } finally {
      await server.stop();
    }
  }, 240_000);
});

/** What the table wants, in the shape of `outcome`. */
function expected(row: ParameterRow): unknown {
  if (row.routed) return { title: row.title, status: true };
  return { title: row.title, ...(row.bad ? { status: 400, in: row.bad.in, field: row.bad.field } : { status: 200, ...row.good }) };
}

async function outcome(origin: string, row: ParameterRow, index: number): Promise<unknown> {
  const { status, json } = withJson(await call(origin, { path: targetOf(row, index), headers: row.headers ?? {} }));
  if (row.routed) return { title: row.title, status: row.routed.includes(status) };
  if (status !== 200) {
    const details: { in: string; field: string }[] = json?.error?.details ?? [];
    const detail = details.find((d) => d.in === row.bad?.in && d.field === row.bad.field) ?? details[0];
    return { title: row.title, status, in: detail?.in, field: detail?.field };
  }
  const compared = Object.keys(row.good ?? {}).map((location) => [location, partOf(json, location, row)]);
  return { title: row.title, status, ...Object.fromEntries(compared) };
}

/** Other header fields stay beside the declared ones. */
function partOf(json: Record<string, Record<string, unknown>>, location: string, row: ParameterRow): unknown {
  const decoded = json[location] ?? {};
  if (location !== 'headers') return decoded;
  return Object.fromEntries(Object.keys(row.good!.headers!).map((name) => [name, decoded[name]]));
}

async function bootEcho(rows: readonly ParameterRow[], version: string, framework: Framework) {
  const app = await generateFromSource(documentOf(rows, version), { framework: generatedFramework(framework) });
  writeFileSync(path.join(app.src, 'main.ts'), echoMain(framework));
  const built = path.join(path.dirname(app.src), 'built');
  transpile(app.src, built, 'module');
  const server = await startServer(path.join(built, 'main.js'));
  return { origin: server.origin, stop: async () => { await server.stop(); app.remove(); } };
}
