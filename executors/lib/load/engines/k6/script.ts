import { Code, code, lit, Name } from '../../../../../generators/lib/code';
import type { DrivePlan } from '../../drive/drive-plan';
import type { LoadShape } from '../../plan/plan';
import type { Threshold } from '../../verdict/threshold';
import { scriptPlan, virtualUserCode } from '../script-plan';
import type { ScriptFile, ScriptTls } from '../script-tls';
import { requireVariable, verifiesCode } from '../script-tls';
import { k6Scenario } from './shape';
import { k6Thresholds } from './thresholds';

/** Statuses that a summary counts one by one; metrics have to be made before the run. */
const STATUSES = [...span(200, 208), 226, ...span(300, 308), ...span(400, 418), ...span(421, 431), 451, ...span(500, 511)];

/**
 * A k6 script that does what the plan does: the same users, the same thresholds. The server is
 * `TARGET`, secrets come from the environment, the summary goes to `SUMMARY`.
 * @param origin the server where TARGET is not set
 */
export function k6Script(plan: DrivePlan, shape: LoadShape, thresholds: readonly Threshold[], origin: string, tls: ScriptTls): string {
  const options = {
    scenarios: { backend: k6Scenario(shape) }, thresholds: k6Thresholds(thresholds), noVUConnectionReuse: false,
    summaryTrendStats: ['avg', 'min', 'med', 'max', 'count', 'p(50)', 'p(75)', 'p(90)', 'p(95)', 'p(99)', 'p(99.9)'],
  };
  return `${code`// Runs with k6 (https://k6.io): k6 run script.js
import http from 'k6/http';
import exec from 'k6/execution';
import encoding from 'k6/encoding';
import { sleep } from 'k6';
import { Counter, Rate, Trend } from 'k6/metrics';

const ORIGIN = (__ENV.TARGET || ${origin}).replace(/\\/+$/, '');
const VERIFIES = ${verifiesCode(tls, 'ORIGIN')};
export const options = { ...${lit(options)}, insecureSkipTLSVerify: !VERIFIES${clientCertificate(tls)} };

const USERS = ${shape.concurrency};
const TIMEOUT = ${`${shape.timeoutMs}ms`};
const PLAN = ${lit(scriptPlan(plan))};

${virtualUserCode()}

${requireVariable('__ENV', tls.passphrase)}
${RUNTIME}`.text}\n`;
}

/** k6 shows it to every server that asks. */
function clientCertificate({ cert, key, passphrase }: ScriptTls): Code {
  if (!cert || !key) return new Code('');
  const content = ({ env, path }: ScriptFile): Code => code`__ENV.${new Name(env)} || open(${path})`;
  return code`, tlsAuth: [{ cert: ${content(cert)}, key: ${content(key)}${passphrase === undefined ? new Code('') : code`, password: __ENV.${new Name(passphrase)}`} }]`;
}

function span(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, at) => from + at);
}

/** What stands in every script alike. */
const RUNTIME = new Code(`for (const name of Object.keys(PLAN.secrets)) {
  if (__ENV[PLAN.secrets[name].env] === undefined) throw new Error('set ' + PLAN.secrets[name].env);
}

const errors = new Rate('backend_errors');
const steps = PLAN.steps.map((_, at) => new Trend('backend_step_' + at, true));
const statuses = {};
for (const status of ${JSON.stringify(STATUSES)}) statuses[status] = new Counter('backend_status_' + status);
const otherStatuses = new Counter('backend_status_other');

function uuid() {
  return 'xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx'.replace(/x/g, () => Math.floor(Math.random() * 16).toString(16));
}
const host = { secret: (name) => __ENV[PLAN.secrets[name].env], base64: (text) => encoding.b64encode(text), uuid, random: Math.random };

function expected(status, wanted) {
  return wanted.indexOf(String(status)) !== -1 || wanted.indexOf(String(status)[0] + 'xx') !== -1;
}
function field(headers, name) {
  const found = Object.keys(headers).find((key) => key.toLowerCase() === name);
  return found === undefined ? undefined : headers[found];
}

let user;

/** One request. */
export default function () {
  if (user === undefined) user = createVirtualUser(PLAN, host, exec.vu.idInTest - 1, USERS);
  const request = user.next();
  const step = PLAN.steps[request.step];
  if (request.thinkMs > 0) sleep(request.thinkMs / 1000);
  const params = { headers: request.headers, timeout: TIMEOUT, redirects: 0, tags: { name: step.name }, responseCallback: null };
  const reply = http.request(request.method, ORIGIN + request.target, request.body === undefined ? null : request.body, params);
  if (reply.status === 0) {
    errors.add(true);
    user.failed();
    return;
  }
  steps[request.step].add(reply.timings.duration);
  (statuses[reply.status] || otherStatuses).add(1);
  errors.add(!expected(reply.status, step.expect));
  user.received(reply.status, (name) => field(reply.headers, name), () => (reply.body === null ? '' : String(reply.body)));
}

export function handleSummary(data) {
  const files = { stdout: data.metrics.http_reqs === undefined ? 'no requests\\n' : data.metrics.http_reqs.values.count + ' requests\\n' };
  files[__ENV.SUMMARY || 'summary.json'] = JSON.stringify(data);
  return files;
}`);
