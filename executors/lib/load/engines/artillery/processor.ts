import { Code, code, join, lit, Name } from '../../../../../generators/lib/code';
import type { DrivePlan } from '../../drive/drive-plan';
import type { LoadShape } from '../../plan/plan';
import { scriptPlan, virtualUserCode } from '../script-plan';
import type { ScriptFile, ScriptTls } from '../script-tls';
import { requireVariable, verifiesCode } from '../script-tls';

/** The functions that Artillery calls: they make each request, and hear its reply. Secrets come from the environment. */
export function artilleryProcessor(plan: DrivePlan, { concurrency, durationMs, amount, rate }: LoadShape, tls: ScriptTls): string {
  const limits = { amount: amount ?? null, durationMs: durationMs ?? (amount === undefined ? 10_000 : null), openLoop: rate !== undefined };
  return `${code`'use strict';
const { randomUUID } = require('node:crypto');
const { readFileSync } = require('node:fs');
const path = require('node:path');

const PLAN = ${lit(scriptPlan(plan))};
const USERS = ${concurrency};
const LIMITS = ${lit(limits)};
const TLS = { ${clientTls(tls)} };
// Here and not in script.yml, as --target may lead to another server.
const verifies = (url) => ${verifiesCode(tls, 'url')};

${virtualUserCode()}

${requireVariable('process.env', tls.passphrase)}
${RUNTIME}`.text}\n`;
}

/** By the names that got has for them, which Artillery sends requests with. */
function clientTls({ ca, cert, key, passphrase }: ScriptTls): Code {
  const content = (name: string, file: ScriptFile | undefined): Code[] => (file ? [code`${new Name(name)}: process.env.${new Name(file.env)} || readFileSync(path.resolve(__dirname, ${file.path}), 'utf8')`] : []);
  return join([...content('certificateAuthority', ca), ...content('certificate', cert), ...content('key', key), ...(passphrase === undefined ? [] : [code`passphrase: process.env.${new Name(passphrase)}`])], ', ');
}

const RUNTIME = new Code(`for (const { env } of Object.values(PLAN.secrets)) if (process.env[env] === undefined) throw new Error('set ' + env);

const host = { secret: (name) => process.env[PLAN.secrets[name].env], base64: (text) => Buffer.from(text).toString('base64'), uuid: randomUUID, random: Math.random };
const idle = [];
let made = 0;
let sent = 0;
let end;

/** Takes a user that nobody has, or makes one: an arrival of an open loop goes on where another ended. */
function begin(context, events, done) {
  end ??= Date.now() + (LIMITS.durationMs ?? Infinity);
  context.vars.user = idle.pop() ?? createVirtualUser(PLAN, host, made++, USERS);
  events.emit('counter', 'backend.errors', 0);
  return done();
}

function goOn(context, next) {
  next(Date.now() < end && (LIMITS.amount === null || sent < LIMITS.amount));
}

function prepare(params, context, events, done) {
  sent++;
  const request = context.vars.user.next();
  context.vars.step = request.step;
  params.method = request.method;
  params.url = new URL(params.url).origin + request.target;
  params.headers = { ...params.headers, ...request.headers };
  params.https = { ...params.https, ...TLS, rejectUnauthorized: verifies(params.url) };
  delete params.json;
  if (request.body === undefined) delete params.body;
  else params.body = request.body;
  // What the server does not answer is no error of ours alone: Artillery counts it as errors.<code>.
  context.vars.pending = true;
  setTimeout(done, request.thinkMs);
}

function received(params, response, context, events, done) {
  const { user, step } = context.vars;
  const { expect } = PLAN.steps[step];
  const status = String(response.statusCode);
  const good = expect.includes(status) || expect.includes(status[0] + 'xx');
  events.emit('counter', 'backend.errors', good ? 0 : 1);
  if (typeof response.timings?.phases?.total === 'number') events.emit('histogram', 'backend.step.' + step, response.timings.phases.total);
  user.received(response.statusCode, (name) => { const value = response.headers[name]; return value === undefined ? undefined : String(value); }, () => String(response.body));
  if (LIMITS.openLoop) idle.push(user);
  return done();
}

module.exports = { begin, goOn, prepare, received };`);
