import type { LoadtestOptions } from '../options/options';
import type { Problems } from '../options/problems';

/** Statuses that are no errors: `2xx`, `404`. */
export type ExpectedStatus = readonly string[];

/** Reads `400`, `2xx`, `200,201` and lists of them; 2xx where nothing is said. */
export function parseExpectedStatus(given: LoadtestOptions['expectStatus'], problems: Problems): ExpectedStatus {
  if (given === undefined) return ['2xx'];
  const statuses = [given].flat().flatMap((one) => String(one).split(',')).map((one) => one.trim().toLowerCase());
  for (const status of statuses) {
    if (!/^[1-5](xx|\d\d)$/.test(status)) problems.invalid(`--expectStatus has ${JSON.stringify(status)}`, 'Pass statuses or classes of them: 200, 2xx, 200,404');
  }
  return statuses;
}

export function isExpected(status: string, expected: ExpectedStatus): boolean {
  return expected.includes(status) || expected.includes(`${status[0]}xx`);
}
