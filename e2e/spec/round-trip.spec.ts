import type { Framework } from '../../generators/lib/emit/context';
import { diffDocuments } from '../../generators/lib/openapi-diff';
import { ALL_DOCUMENTS } from '../all-specs/documents';
import { describeWithSpecs, sharedSpec } from '../harness/shared-specs';
import { oasdiff, roundTrip } from './round-trip';

const FRAMEWORKS: readonly Framework[] = ['express', 'fastify', 'koa', 'nest'];
/** `ROUND_TRIP=full` runs every document on every framework. */
const FULL = process.env['ROUND_TRIP'] === 'full';
const SAMPLE: readonly (readonly [string, Framework])[] = [['swagger-petstore-3.0.yaml', 'express'], ['redocly-museum.yaml', 'nest'], ['oai-examples/v3.0/uspto.yaml', 'koa'], ['oai-examples/v2.0/yaml/petstore-expanded.yaml', 'fastify']];

jest.setTimeout(FULL ? 1_800_000 : 120_000);

describeWithSpecs('spec → routes → spec', () => {
  it.each(FULL ? ALL_DOCUMENTS.flatMap((document) => FRAMEWORKS.map((framework) => [document, framework] as const)) : SAMPLE)('%s comes back from %s the same', async (document, framework) => {
    const { before, after, changes, diagnostics } = await roundTrip(sharedSpec(document), framework);
    expect([changes, diagnostics]).toEqual([[], []]);
    expect(oasdiff(before, after)).toBe('');
  });

  it('would see a difference, with either differ', async () => {
    const { before } = await roundTrip(sharedSpec('redocly-museum.yaml'), 'express');
    const after = structuredClone(before) as { components: { schemas: Record<string, { properties: Record<string, { description?: string; maxLength?: number }> }> } };
    after.components.schemas['SpecialEvent']!.properties['name']!.maxLength = 3;
    expect(diffDocuments(before, after).map(({ id }) => id)).toContain('upper-bound-set');
    expect(oasdiff(before, after)).toContain('maxLength');
  });
});
