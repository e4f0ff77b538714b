import type ts from 'typescript';
import type { Recorder } from '../http/recorder';
import { externalPath } from '../values/inspect';
import { unknown } from '../values/make';
import type { ExternalValue, Value } from '../values/value';
import { plainText } from '../schemas/chain';
import { fromMongoose, modelSchema } from '../schemas/from-mongoose';
import { propertyOf } from '../schemas/object-entries';
import type { JsonSchema } from '../schemas/json-schema';

const WRITES = /^(create|insertMany|insert|build|bulkCreate|upsert)$/;

/** Where the fields stand among the arguments of an update: `User.findByIdAndUpdate(id, fields)`, `user.set(fields)`. */
const UPDATES: Readonly<Record<string, number>> = { findByIdAndUpdate: 1, findOneAndUpdate: 1, updateOne: 1, updateMany: 1, replaceOne: 1, findOneAndReplace: 1, set: 0, overwrite: 0, assign: 0 };

/** Models of mongoose: what is stored whole has the fields of the model. */
export function modelCall(recorder: Recorder, call: ExternalValue, at: ts.Node, claim: (value: Value, schema: JsonSchema, omit?: ReadonlySet<string>) => void): Value | undefined {
  if (call.module !== 'mongoose' || call.target === undefined) return undefined;
  const name = externalPath(call.target).at(-1);
  if (call.op === 'call' && name === 'model' && call.target.op === 'get') {
    const model = plainText(call.args?.[0]);
    if (model === undefined) return undefined;
    if (call.args?.[1] !== undefined) recorder.models.set(model, call);
    return call.args?.[1] === undefined ? recorder.models.get(model) : undefined;
  }
  const place = call.target.op === 'get' ? UPDATES[call.target.key!] : undefined;
  if (place !== undefined) {
    const record = modelSchema(call.target);
    const given = call.args?.[place];
    if (record !== undefined && given !== undefined) for (const fields of [given, propertyOf(given, '$set')]) if (fields !== undefined) claim(fields, record);
    return undefined;
  }
  const model = call.op === 'new' ? call.target : call.target.op === 'get' && WRITES.test(call.target.key!) ? call.target.target : undefined;
  const schema = model === undefined ? undefined : fromMongoose(model);
  const [first] = call.args ?? [];
  if (schema === undefined || first === undefined) return undefined;
  if (call.op !== 'new') {
    claim(first, schema);
    return unknown(at);
  }
  // const order = new Order(req.body); order.owner = req.user;
  const set = new Set<string>();
  recorder.records.set(call, set);
  claim(first, schema, set);
  return undefined;
}
