import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

interface Group {
  readonly description: string;
  readonly schema: unknown;
  readonly tests: readonly { readonly description: string; readonly data: unknown; readonly valid: boolean }[];
}

/** One schema of the official suite with its instances, and the operation that takes it as request body. */
export interface SuiteCase extends Group {
  readonly file: string;
  readonly path: string;
}

const SUITE = path.resolve(__dirname, '../json-schema-test-suite/draft2020-12');

/** The required tests of draft 2020-12, without those that need remote documents or `$dynamicRef`. */
export function suiteCases(): SuiteCase[] {
  return readdirSync(SUITE)
    .filter((file) => file.endsWith('.json') && file !== 'refRemote.json' && file !== 'dynamicRef.json')
    .flatMap((file) =>
      (JSON.parse(readFileSync(path.join(SUITE, file), 'utf8')) as Group[])
        .filter(({ schema }) => !needsMore(schema))
        .map((group, i) => ({ ...group, file, path: `/${file.replace('.json', '')}/${i}` })),
    );
}

/** An OpenAPI 3.1 document that takes each schema, as it stands, as a request body. */
export function suiteDocument(cases: readonly SuiteCase[]): unknown {
  const paths = cases.map(({ path: at, schema }) => [
    at,
    { post: { requestBody: { required: true, content: { 'application/json': { schema } } }, responses: { 204: { description: 'valid' } } } },
  ]);
  return { openapi: '3.1.0', info: { title: 'JSON Schema Test Suite', version: '2020-12' }, paths: Object.fromEntries(paths) };
}

function needsMore(schema: unknown): boolean {
  const text = JSON.stringify(schema);
  return text.includes('"$dynamicRef"') || /"\$ref":"https?:\/\/(?:localhost|json-schema\.org)/.test(text);
}
