import type { Exchange } from '../http/exchange';
import type { Recorder } from '../http/recorder';
import { plainList, plainText } from '../schemas/chain';
import { propertyOf } from '../schemas/object-entries';
import { externalPath } from '../values/inspect';
import type { ExternalValue } from '../values/value';

/** Keeps which fields of a body `new LocalStrategy({ usernameField: 'user[email]' }, …)` of passport-local reads. */
export function noteLocalStrategy(recorder: Recorder, call: ExternalValue): void {
  if (call.op !== 'new' || call.module !== 'passport-local') return;
  const [options] = call.args ?? [];
  recorder.loginFields = [plainText(propertyOf(options, 'usernameField')) ?? 'username', plainText(propertyOf(options, 'passwordField')) ?? 'password'];
}

/** `passport.authenticate('local')` refuses bodies without these fields. */
export function readLogin(recorder: Recorder, authenticate: ExternalValue, exchange: Exchange): void {
  if (!/^(koa-)?passport$/.test(authenticate.module) || authenticate.op !== 'call' || externalPath(authenticate).at(-1) !== 'authenticate') return;
  if (!plainList((authenticate.args ?? []).slice(0, 1)).includes('local')) return;
  for (const field of recorder.loginFields ?? []) {
    let at = exchange.reads.body;
    for (const name of field.split(/[.[\]]+/).filter(Boolean)) at = at.child(name, authenticate.node);
    at.required = at.checked = true;
  }
}
