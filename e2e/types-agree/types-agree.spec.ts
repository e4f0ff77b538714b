import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Api } from '../../generators/lib/model';
import { CAUSES, whyTypesAccept, whyTypesRefuse } from './explain';
import type { Cause } from './explain';
import { instancesOf } from './instances';
import { sampleSchemas } from './sample';
import type { Subject } from './sample';
import { typeCheck } from './type-check';

const specs = path.resolve(__dirname, '../../../shared/specs');
const withSpecs = existsSync(specs) || process.env['CI'] ? describe : describe.skip;
if (!existsSync(specs)) console.warn('../shared/specs is not there: types and validators are not compared');

withSpecs('types and validators agree on 1,000 schemas from the field', () => {
  it('but for causes with a name', async () => {
    const counts: Partial<Record<Cause, number>> = {};
    const unexplained: string[] = [];
    let schemas = 0;
    let instances = 0;
    let agreed = 0;
    for (const subject of await sampleSchemas(specs, 1000)) {
      const rows = rowsOf(subject);
      const errors = typeCheck(subject.file, subject.types, rows);
      const discriminators = discriminatorsOf(subject);
      schemas += subject.schemas.length;
      instances += rows.length;
      rows.forEach((row, i) => {
        const message = errors.get(i);
        if (row.accepted === (message === undefined)) return void agreed++;
        const cause = message === undefined
          ? whyTypesAccept(row, row.schema, subject.document)
          : whyTypesRefuse(message, row.schema, subject.document, discriminators);
        if (cause !== undefined) counts[cause] = (counts[cause] ?? 0) + 1;
        else unexplained.push(`${subject.file} ${row.key} ${row.direction} ${JSON.stringify(row.value).slice(0, 300)}: ${message?.slice(0, 500) ?? JSON.stringify(row.faults).slice(0, 500)}`);
      });
    }
    const table = Object.entries(counts).sort(([, a], [, b]) => b - a).map(([cause, count]) => `  ${String(count).padStart(4)} ${cause}: ${CAUSES[cause as Cause]}`);
    console.info([`${schemas} schemas, ${instances} instances, ${agreed} (${((100 * agreed) / instances).toFixed(1)} %) agree; the others:`, ...table].join('\n'));
    expect(unexplained).toEqual([]);
    expect(schemas).toBe(1000);
    // a cause must not become a place to hide: nearly everything agrees
    expect(agreed / instances).toBeGreaterThan(0.95);
  }, 900_000);
});

function rowsOf({ schemas, document, compiler, types }: Subject) {
  const marked = types.includes('type $Read<T>');
  return schemas.flatMap(({ key, location }, i) => {
    const direction = i % 2 === 0 ? ('request' as const) : ('response' as const);
    const plain = `components['schemas'][${JSON.stringify(key)}]`;
    const type = marked ? `${direction === 'request' ? 'Requested' : 'Replied'}<${plain}>` : plain;
    const schema = location.schema as Api['schemas'] extends ReadonlyMap<string, infer S> ? S : never;
    return instancesOf(location, direction, document, compiler.evaluate(location, direction), i).map((instance) => ({ key, type, schema, direction, ...instance }));
  });
}

function discriminatorsOf({ document }: Subject): Set<string> {
  const text = JSON.stringify(document.root);
  return new Set([...text.matchAll(/"propertyName":"([^"]+)"/g)].map(([, name]) => name!));
}
