import type ts from 'typescript';
import type { Recorder } from '../http/recorder';
import type { ExternalValue, Value } from '../values/value';
import { data } from './data';
import { loadFiles } from './load-files';
import { makers } from './makers';
import { settings } from './settings';
import { tokens } from './tokens';
import { validators } from './validators';

/** Asks everyone who knows packages for the result of a call. */
export function externalCall(recorder: Recorder, call: ExternalValue, at: ts.Node, self: Value | undefined): Value | undefined {
  return loadFiles(recorder, call, at) ?? settings(recorder, call, at) ?? makers(recorder, call, at) ?? tokens(recorder, call, at) ?? validators(recorder, call, at) ?? data(recorder, call, at, self);
}
