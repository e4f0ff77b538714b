import * as fs from 'node:fs';
import * as path from 'node:path';
import { hasErrors } from '../diagnostics';
import { buildApi } from '../model/build-api';
import { readDocument } from './read-document';

const folder = process.env['BACKEND_SPECS'] ?? path.resolve(__dirname, '../../../../shared/specs');
const present = fs.existsSync(folder);
if (!present) {
  const why = `No documents in ${folder}: the real-world documents are not read.`;
  if (process.env['CI'] === 'true') throw new Error(why);
  console.warn(why);
}

/** Documents with their number of operations; parts of split ones are no documents. */
const DOCUMENTS: Record<string, number> = {
  'swagger-petstore-3.0.yaml': 19, 'redocly-museum.yaml': 8, 'adyen-checkout-v71.yaml': 28, 'discord.json': 242,
  'twilio_api_v2010.json': 197, 'openai.yaml': 288, 'stripe-2022-10.json': 355, 'kubernetes-swagger2.json': 1123,
  'github-api.github.com.json': 1223, 'digitalocean/DigitalOcean-public.v2.yaml': 659,
};

(present ? describe : describe.skip)('real documents', () => {
  it.each(Object.entries(DOCUMENTS))('%s has %d operations and no errors', async (name, operations) => {
    const { value, diagnostics } = await readDocument(path.join(folder, name));
    const api = buildApi(value!);
    const all = [...diagnostics, ...api.diagnostics];
    expect(all.filter((d) => d.severity === 'error')).toEqual([]);
    expect(all.filter((d) => d.position === undefined)).toEqual([]);
    expect(api.value.operations).toHaveLength(operations);
    const lost = api.value.operations.flatMap((operation) => [
      ...(typeof value!.at(operation.pointer) === 'object' ? [] : [operation.pointer]),
      ...locations(operation).filter(({ schema, pointer }) => value!.at(pointer) !== schema).map(({ pointer }) => pointer),
    ]);
    expect(lost).toEqual([]);
    expect(dangling(value!.root, (ref) => value!.resolve(ref))).toEqual([]);
  });

  it('reads every example of the specification', async () => {
    const examples = path.join(folder, 'oai-examples');
    const files = (fs.readdirSync(examples, { recursive: true }) as string[]).filter((f) => /\.(json|yaml)$/.test(f) && !/separate.(spec.(NewPet|Pet|parameters)|common)/.test(f));
    expect(files.length).toBeGreaterThan(30);
    for (const file of files) {
      const { value, diagnostics } = await readDocument(path.join(examples, file));
      const all = [...diagnostics, ...buildApi(value!).diagnostics];
      expect([file, hasErrors(all)]).toEqual([file, false]);
      const twin = path.join(examples, file.replace(/json/g, 'yaml'));
      if (file.endsWith('.json') && fs.existsSync(twin) && file.includes('petstore-simple')) {
        expect((await readDocument(twin)).value!.digest).toBe(value!.digest);
      }
    }
  });
});

function locations(operation: ReturnType<typeof buildApi>['value']['operations'][number]) {
  const media = [...(operation.requestBody?.content ?? []), ...operation.responses.flatMap((r) => r.content)];
  const headers = operation.responses.flatMap((r) => r.headers.flatMap((h) => (h.schema ? [h.schema] : [])));
  return [...media.flatMap((m) => [m.schema, m.itemSchema].filter((s) => s !== undefined)), ...headers, ...operation.parameters.filter((p) => p.origin?.pointer && p.schema.schema !== true && !p.pointer.includes('{')).map((p) => p.schema)];
}

/** References in schemas and objects that lead nowhere; examples and other data are not looked into. */
function dangling(root: unknown, resolve: (ref: string) => unknown): string[] {
  const found: string[] = [];
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    const ref = (node as { $ref?: unknown }).$ref;
    if (typeof ref === 'string' && resolve(ref) === undefined) found.push(ref);
    for (const [key, child] of Object.entries(node)) if (!/^(example|examples|default|enum|const|value|x-.*)$/.test(key) || Array.isArray(node)) visit(child);
  };
  visit(root);
  return found;
}
