import { readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/** What a k6 script was seen to do, and its summary as k6 would hand it to `handleSummary`. */
export interface K6Run {
  readonly options: {
    readonly scenarios: Record<string, { executor: string; vus?: number; iterations?: number }>; readonly thresholds: Record<string, string[]>;
    readonly insecureSkipTLSVerify: boolean; readonly tlsAuth?: readonly { readonly cert: string; readonly key: string; readonly password?: string }[];
  };
  readonly requests: readonly { readonly method: string; readonly url: string; readonly name: string; readonly status: number }[];
  /** Files by name, that `handleSummary` returned. */
  readonly files: Readonly<Record<string, string>>;
}

/** k6 waits for a reply where Node cannot: the calls are made by a small program that is waited for. */
function syncRequest(method: string, url: string, headers: Record<string, string>, body: string | null, tls: object): { status: number; headers: Record<string, string>; body: string; ms: number } {
  const { execFileSync } = require('node:child_process') as typeof import('node:child_process');
  const program = `
    const [method, url, headers, body, tls] = JSON.parse(process.argv[1]);
    const began = performance.now();
    const request = require(url.startsWith('https:') ? 'node:https' : 'node:http').request(url, { method, headers, agent: false, ...tls }, (response) => {
      const chunks = [];
      response.on('data', (c) => chunks.push(c)).on('end', () => console.log(JSON.stringify({ status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks).toString(), ms: performance.now() - began })));
    });
    request.on('error', () => console.log(JSON.stringify({ status: 0, headers: {}, body: '', ms: 0 })));
    request.end(body ?? undefined);`;
  return JSON.parse(execFileSync(process.execPath, ['-e', program, JSON.stringify([method, url, headers, body, tls])], { encoding: 'utf8' })) as ReturnType<typeof syncRequest>;
}

/**
 * Runs a k6 script under a shim of the modules it imports, one user after the other: what is sent,
 * thresholds' metrics, and the summary. Anything of k6's API that the shim lacks throws.
 * @param iterations in all, shared by the users in turn
 */
export function runUnderShim(file: string, environment: Readonly<Record<string, string>>, users: number, iterations: number): K6Run {
  const requests: K6Run['requests'][number][] = [];
  const metrics: Record<string, { kind: 'counter' | 'rate' | 'trend'; values: number[] }> = {};
  const metric = (kind: 'counter' | 'rate' | 'trend') => class {
    constructor(private readonly name: string) {
      if (!/^[A-Za-z_]\w{0,127}$/.test(name)) throw new Error(`k6 refuses the metric ${name}`);
      metrics[name] ??= { kind, values: [] };
    }
    add(value: number | boolean): void {
      metrics[this.name]!.values.push(Number(value));
    }
  };
  let user = 0;
  const modules: Record<string, object> = {
    'k6': { sleep: () => undefined, check: () => undefined },
    'k6/execution': { vu: { get idInTest() { return user + 1; } } },
    'k6/encoding': { b64encode: (text: string) => Buffer.from(text).toString('base64') },
    'k6/metrics': { Counter: metric('counter'), Rate: metric('rate'), Trend: metric('trend') },
    'k6/http': {
      request(method: string, url: string, body: string | null, params: { headers: Record<string, string>; tags: { name: string } }) {
        if (body === undefined) throw new Error('k6 takes null for no body');
        const length: Record<string, string> = body === null ? {} : { 'content-length': String(Buffer.byteLength(body)) };
        const { insecureSkipTLSVerify, tlsAuth: [client] = [] } = runtimes[user]!.options;
        const ca = environment['SSL_CERT_FILE'];
        const tls = { rejectUnauthorized: !insecureSkipTLSVerify, ...(ca !== undefined && { ca: readFileSync(ca, 'utf8') }), ...(client && { cert: client.cert, key: client.key, passphrase: client.password }) };
        const reply = syncRequest(method, url, { ...length, ...params.headers }, body, tls);
        requests.push({ method, url, name: params.tags.name, status: reply.status });
        (metrics['http_reqs'] ??= { kind: 'counter', values: [] }).values.push(1);
        (metrics['http_req_duration'] ??= { kind: 'trend', values: [] }).values.push(reply.ms);
        // k6 writes names of headers as Go does: Content-Type.
        const headers = Object.fromEntries(Object.entries(reply.headers).map(([name, value]) => [name.replace(/(^|-)[a-z]/g, (c) => c.toUpperCase()), value]));
        return { status: reply.status, headers, body: reply.body, timings: { duration: reply.ms } };
      },
    },
  };
  const load = (): { options: K6Run['options']; default: () => void; handleSummary: (data: unknown) => Record<string, string> } => {
    const text = ts.transpileModule(readFileSync(file, 'utf8'), { compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2020, esModuleInterop: true } }).outputText;
    const exported = {} as ReturnType<typeof load>;
    // eslint-disable-next-line no-new-func -- k6 runs scripts that it is given, and so does its shim
    new Function('exports', 'require', '__ENV', 'open', text)(exported, (name: string) => {
      if (!modules[name]) throw new Error(`k6 has no module ${name}`);
      return modules[name];
    }, environment, (name: string) => readFileSync(path.resolve(path.dirname(file), name), 'utf8'));
    return exported;
  };
  // Each user has a runtime of its own, so module variables are theirs.
  const runtimes = Array.from({ length: users }, load);
  for (let i = 0; i < iterations; i++) {
    user = i % users;
    runtimes[user]!.default();
  }
  const data = { metrics: Object.fromEntries(Object.entries(metrics).filter(([, { values }]) => values.length > 0).map(([name, one]) => [name, { type: one.kind, values: summarize(one) }])) };
  return { options: runtimes[0]!.options, requests, files: runtimes[0]!.handleSummary(data) };
}

function summarize({ kind, values }: { kind: string; values: number[] }): Record<string, number> {
  const sum = values.reduce((a, b) => a + b, 0);
  if (kind === 'counter') return { count: sum, rate: sum };
  if (kind === 'rate') return { rate: sum / values.length, passes: sum, fails: values.length - sum };
  const sorted = [...values].sort((a, b) => a - b);
  const at = (percent: number): number => sorted[Math.min(sorted.length - 1, Math.floor((percent / 100) * sorted.length))]!;
  return { avg: sum / values.length, min: sorted[0]!, med: at(50), max: sorted.at(-1)!, count: values.length, 'p(50)': at(50), 'p(75)': at(75), 'p(90)': at(90), 'p(95)': at(95), 'p(99)': at(99), 'p(99.9)': at(99.9) };
}

