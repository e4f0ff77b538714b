import type ts from 'typescript';
import type { Recorder } from '../http/recorder';
import { externalAuth } from '../security/external-auth';
import { externalPath } from '../values/inspect';
import type { ExternalValue, Value } from '../values/value';
import { noteLocalStrategy, readLogin } from './local-login';

const VERIFIERS = /^(jsonwebtoken|jose|jwt-simple|@fastify\/jwt|fastify-jwt|@nestjs\/jwt|koa-jwt|fast-jwt|paseto|aws-jwt-verify|firebase-admin.*|jwt-decode|express-jwt)$/;
const VERIFY = /^(verify|verifyAsync|jwtVerify|decode|verifyIdToken|verifySessionCookie|jwtDecrypt)$/;

/** Notes that a token is verified, and that a strategy is run on the request by hand. */
export function tokens(recorder: Recorder, call: ExternalValue, _at: ts.Node): Value | undefined {
  const { exchange } = recorder;
  noteLocalStrategy(recorder, call);
  if (exchange === undefined || call.target === undefined) return undefined;
  if (VERIFIERS.test(call.module) && VERIFY.test(externalPath(call.target).at(-1) ?? '')) exchange.verified = true;
  const takesRequest = (call.args ?? []).some((arg) => arg.kind === 'host' && /request|context/.test(arg.host.what));
  if (takesRequest && call.target.op === 'call') {
    readLogin(recorder, call.target, exchange);
    const finding = externalAuth(call.target);
    if (finding !== undefined) exchange.auth.push(finding);
  }
  return undefined;
}
