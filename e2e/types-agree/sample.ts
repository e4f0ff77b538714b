import path from 'node:path';
import { buildApi } from '../../generators/lib/model/build-api';
import type { BundledDocument, SchemaLocation } from '../../generators/lib/model';
import { allocateNames } from '../../generators/lib/names/allocate-names';
import { readDocument } from '../../generators/lib/openapi/read-document';
import { printTypesInWorker } from '../../generators/lib/types/run-in-worker';
import { SchemaCompiler } from '../../generators/lib/validation/schema/compiler';

/** Every document with schemas, the small ones of the specification's examples apart. */
export const DOCUMENTS = [
  'adyen-checkout-v71.yaml', 'digitalocean/DigitalOcean-public.v2.yaml', 'discord.json', 'github-api.github.com.json', 'kubernetes-swagger2.json',
  'openai.yaml', 'redocly-museum.yaml', 'stripe-2022-10.json', 'swagger-petstore-3.0.yaml', 'twilio_api_v2010.json',
];

export interface Subject {
  readonly file: string;
  readonly document: BundledDocument;
  readonly compiler: SchemaCompiler;
  /** Text of openapi.ts. */
  readonly types: string;
  readonly schemas: readonly { readonly key: string; readonly location: SchemaLocation }[];
}

/** Reads every document and takes `wanted` of their component schemas, evenly spread. */
export async function sampleSchemas(specs: string, wanted: number): Promise<Subject[]> {
  const all = await Promise.all(DOCUMENTS.map((file) => read(path.join(specs, file), file)));
  const total = all.reduce((sum, { schemas }) => sum + schemas.length, 0);
  let index = 0;
  return all.map((subject) => ({
    ...subject,
    schemas: subject.schemas.filter(() => Math.floor((++index * wanted) / total) !== Math.floor(((index - 1) * wanted) / total)),
  }));
}

async function read(entry: string, file: string): Promise<Subject> {
  const { value: document } = await readDocument(entry);
  if (document === undefined) throw new Error(`${file} could not be read`);
  const { value: api } = buildApi(document);
  const compiler = new SchemaCompiler({ document, names: allocateNames(api).value, importExtension: '' });
  const schemas = [...api.schemas].map(([key, schema]) => ({ key, location: { schema, pointer: `#/components/schemas/${key.replace(/~/g, '~0').replace(/\//g, '~1')}` } }));
  return { file, document, compiler, types: await printTypesInWorker(JSON.stringify(document.root)), schemas };
}
