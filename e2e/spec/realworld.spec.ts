import * as fs from 'node:fs';
import * as path from 'node:path';
import { compare, line, readPublished, readReviews, row, type Reviewed, type Share } from './realworld';

/**
 * BACKEND_REALWORLD: a folder with the applications of realworld-apps.json, each in `owner+name` at its
 * commit; BACKEND_REALWORLD_SPEC: the published document, `openapi.yml` in that folder by default.
 */
const folder = process.env['BACKEND_REALWORLD'];
const { applications } = readReviews();
const LEAST = 0.9;

const describeWith = folder === undefined ? describe.skip : describe;
const at = (one: Reviewed): string => path.join(folder!, one.repository.replace('/', '+'));
const part = ({ found, of }: Share): number => found / of;

describeWith('RealWorld applications come back', () => {
  const published = folder === undefined ? {} : readPublished(process.env['BACKEND_REALWORLD_SPEC'] ?? path.join(folder, 'openapi.yml'));
  const documented = fs.readFileSync(path.join(__dirname, '../../docs/spec.md'), 'utf8');

  it.each(applications.map((one) => [one.repository, one] as const))('%s', (_name, one) => {
    if (!fs.existsSync(at(one))) throw new Error(`${at(one)} is missing: git clone https://github.com/${one.repository} there, and check ${one.commit} out`);
    const found = compare(at(one), published);
    expect(found.operations).toEqual({ found: 19, of: 19 });
    expect(part(found.parameters)).toBeGreaterThanOrEqual(LEAST);
    expect(part(found.properties)).toBeGreaterThanOrEqual(LEAST);
    // Nothing beyond the published document but what somebody has found in the source, there.
    expect(found.extra).toEqual(one.extra);
    expect([...found.further].sort()).toEqual(Object.keys(one.further).sort());
    expect([...found.missed].sort()).toEqual(Object.keys(one.missed).sort());
    expect(documented).toContain(row(one, found));
  }, 120_000);

  it('what goes beyond is named where the review says', () => {
    const elsewhere = applications.flatMap((one) => Object.entries(one.further).filter(([fact, place]) => {
      const [, file, number] = /^(.*):(\d+)$/.exec(place)!;
      const name = fact.split(/[ .]/).at(-1)!;
      return !fs.readFileSync(path.join(at(one), file!), 'utf8').split('\n')[Number(number) - 1]!.includes(name);
    }).map(([fact, place]) => `${one.repository}: ${fact} is not at ${place}`));
    expect(elsewhere).toEqual([]);
  });

  it('others are only counted', () => {
    const reviewed = new Set(applications.map((one) => path.basename(at(one))));
    const others = fs.readdirSync(folder!, { withFileTypes: true }).filter((entry) => entry.isDirectory() && !reviewed.has(entry.name));
    if (others.length > 0) console.log(others.map(({ name }) => line(name, compare(path.join(folder!, name), published))).join('\n'));
  }, 600_000);
});

it('at least two applications of each framework are reviewed', () => {
  const count = (framework: string): number => applications.filter((one) => one.framework === framework).length;
  expect(['Express', 'Fastify', 'Koa', 'Nest'].map(count).every((number) => number >= 2)).toBe(true);
});
