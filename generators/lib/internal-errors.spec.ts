import { printDiagnostics } from './diagnostics';
import type { Generation } from './generate';
import { generateRoutes } from './generate';
import type { Stages } from './stages';
import { testStages } from './testing/test-stages';
import { writeDocument } from './testing/write-document';

const broken = (): never => {
  throw new TypeError("cannot read 'x'\nof undefined");
};

async function run(stages: Partial<Stages>, options = {}): Promise<Generation> {
  const document = writeDocument({ createUser: { tag: 'users' } });
  try {
    return await generateRoutes(document.file, { framework: 'express', ...options }, undefined, { ...testStages, ...stages });
  } finally {
    document.remove();
  }
}

const rejecting = async (): Promise<never> => broken();
const badStub: Stages['assemble'] = (context) => {
  const assembly = testStages.assemble(context);
  return { ...assembly, templates: { ...assembly.templates, handlerStub: broken } };
};

describe('an exception that no stage foresaw', () => {
  test.each<[string, Partial<Stages>, object]>([
    ['reading the document', { readDocument: rejecting }, {}],
    ['building the model', { buildApi: broken }, {}],
    ['choosing names', { allocateNames: broken }, {}],
    ['writing code', { assemble: broken }, {}],
    ['writing code', { assemble: (context) => ({ ...testStages.assemble(context), emit: broken }) }, {}],
    ['writing handlers (GET /createUser)', { assemble: badStub }, {}],
    ['formatting', {}, { format: (file: string, text: string) => (file === 'routes/index.ts' ? rejecting() : Promise.resolve(text)) }],
  ])('while %s is reported without a stack trace, and nothing is written', async (stage, stages, options) => {
    const { value, obsolete, diagnostics } = await run(stages, options);
    expect({ value, obsolete }).toEqual({ value: [], obsolete: [] });
    const [error, trace] = diagnostics.filter(({ code }) => code.startsWith('BACKEND_INTERNAL'));
    expect(error).toMatchObject({ code: 'BACKEND_INTERNAL_ERROR', severity: 'error', message: `internal error while ${stage}: TypeError: cannot read 'x'` });
    expect(error!.help).toMatch(/report it/);
    expect(trace).toMatchObject({ code: 'BACKEND_INTERNAL_TRACE', severity: 'info', message: expect.stringMatching(/^at .*internal-errors\.spec/) });
    expect(printDiagnostics([error!])).not.toMatch(/\bat /);
  });

  test('in openapi-typescript only costs the types', async () => {
    const { value, diagnostics } = await run({ emitOpenapiTypes: rejecting });
    expect(diagnostics.map(({ code }) => code)).toEqual(['BACKEND_TYPES_FALLBACK']);
    expect(value.find(({ path }) => path === 'types/openapi.ts')!.content).toContain('export type paths = any;');
  });

  test('of whatever kind is described', async () => {
    const { diagnostics } = await run({ buildApi: () => { throw 'text'; } });
    expect(diagnostics.map(({ message }) => message)).toEqual(['internal error while building the model: text']);
  });
});
