import autocannon from 'autocannon';

/** Some seconds, or so many requests, of load over 16 connections; every answer must be 2xx. */
export async function slice(origin, { method, path, headers, body }, { seconds, requests }) {
  const length = requests === undefined ? { duration: seconds } : { amount: requests };
  const result = await autocannon({ url: origin + path, method, headers, body, connections: 16, ...length });
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${origin}: ${result.non2xx} answers were not 2xx, ${result.errors} errors`);
  return { requests: result.requests.total, perSecond: result.requests.total / ((result.finish - result.start) / 1000) };
}
