import { code, lit } from '../../code';
import type { Code } from '../../code';
import type { MediaType } from '../../model';
import type { ModuleScope } from '../module-scope';
import type { ValidatorSource, Writing } from './context';
import { helper } from './context';
import { NOWHERE } from './declared';
import { emitFormFields } from './emit-form-fields';
import { emitParts } from './emit-multipart';

/**
 * How a form body is read: an object literal of `FormContent` for urlencoded, of
 * `MultipartContent` for `multipart/*` (runtime/types.ts).
 */
export function emitFormContent(mediaType: MediaType, compiler: ValidatorSource, scope: ModuleScope): Code {
  const writing: Writing = { document: compiler.document, compiler, scope };
  const places = mediaType.schema ? { all: true, of: [mediaType.schema] } : NOWHERE;
  const files = mediaType.mediaType.startsWith('multipart/');
  const validate = (mediaType.schema && compiler.validator(mediaType.schema, 'request', scope, { files })) ?? code`null`;
  const essence = lit(mediaType.mediaType.split(';')[0]!.trim());
  if (files) {
    return code`{
  mediaType: ${essence},
  kind: 'multipart',
  parts: ${emitParts(places, mediaType.encoding, writing)},
  validate: ${validate},
}`;
  }
  const fields = emitFormFields(places, mediaType.encoding, writing);
  return code`{
  mediaType: ${essence},
  kind: 'form',
  decode: (text, faults) => ${helper(writing, 'decodeForm', 'form')}(text, ${fields}, faults),
  validate: ${validate},
}`;
}
