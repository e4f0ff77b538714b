import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What only tests of a project import. */
const NOT_IN_SERVERS = ['contract.ts'];

test('no server imports values of node:http: an ES module that does loads undici, a tenth of a start-up', () => {
  const files = readdirSync(__dirname).filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts') && !NOT_IN_SERVERS.includes(file));
  const guilty = files.filter((file) => /^import (?!type )[^;]*from 'node:https?'/m.test(readFileSync(join(__dirname, file), 'utf8')));
  expect(files.length).toBeGreaterThan(40);
  expect(guilty).toEqual([]);
});
