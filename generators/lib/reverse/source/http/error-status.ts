import { propertyOf } from '../schemas/object-entries';
import { externalPath, knownNumber } from '../values/inspect';
import { members } from '../values/make';
import type { ExternalValue, ObjectValue, Value } from '../values/value';
import { STATUS_OF_NAME } from './status-names';

const FIELDS = ['statusCode', 'status', 'status_code', 'errorCode', 'httpCode', 'httpStatus', 'httpStatusCode', 'code', 'output'];

/** The HTTP status an error stands for; undefined when it says none. */
export function errorStatus(value: Value): number | undefined {
  for (const member of members(value)) {
    const status = member.kind === 'object' ? statusOfObject(member) : member.kind === 'external' ? statusOfExternal(member) : undefined;
    if (status !== undefined) return status;
  }
  return undefined;
}

function statusOfObject(value: ObjectValue): number | undefined {
  for (const field of FIELDS) {
    for (const layer of value.layers) {
      // Object.assign(new Error('no'), { status: 422 })
      const status = asStatus('props' in layer ? layer.props.get(field) : propertyOf(layer.spread, field));
      if (status !== undefined) return status;
    }
  }
  const base = value.base === undefined ? undefined : errorStatus(value.base);
  if (base !== undefined) return base;
  for (let cls = value.cls; cls !== undefined; cls = cls.base?.kind === 'class' ? cls.base : undefined) {
    const named = statusOfName(cls.node.name?.text ?? '');
    if (named !== undefined) return named;
    if (cls.base?.kind === 'external') return statusOfName(externalPath(cls.base).at(-1) ?? '') ?? (value.base?.kind === 'external' ? statusOfExternal(value.base) : undefined);
  }
  return undefined;
}

function statusOfExternal(value: ExternalValue): number | undefined {
  if (value.op === 'get' || value.op === 'module') return undefined;
  const given = (value.args ?? []).map(asStatus).find((status) => status !== undefined);
  return given ?? statusOfName(externalPath(value).at(-1) ?? '');
}

/** `NotFoundException`, `notFound` (boom), `Unauthorized` (http-errors). */
export function statusOfName(name: string): number | undefined {
  const plain = name.replace(/(Http)?(Error|Exception)$/, '').replace(/^Http/, '').replace(/[^a-z]/gi, '').toLowerCase();
  return STATUS_OF_NAME[plain];
}

function asStatus(value: Value | undefined): number | undefined {
  const number = knownNumber(value) ?? (value?.kind === 'const' && typeof value.value === 'string' && /^[45]\d\d$/.test(value.value) ? Number(value.value) : undefined);
  return number !== undefined && Number.isInteger(number) && number >= 400 && number <= 599 ? number : undefined;
}
