import { Busboy } from '@fastify/busboy';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import type { MultipartPart } from '../../validation/runtime/types';
import { Aborted, malformedBody, payloadTooLarge } from './failure';
import type { Detail } from './failure';
import { inflate } from './inflate';
import { MultipartFields } from './multipart-fields';
import type { Limits } from './options';
import { SpooledFile } from './uploaded-file';

type Parts = Readonly<Record<string, MultipartPart>>;

/** Calls back once, when every part has been received. Temporary files are removed when the response closes, or at once on failure. */
export function readMultipart(
  request: IncomingMessage,
  response: ServerResponse,
  parts: Parts,
  limits: Limits,
  done: (error: unknown, values: Record<string, unknown>, details: readonly Detail[]) => void,
): void {
  const files: SpooledFile[] = [];
  const removeAll = () => void Promise.all(files.map((file) => file.remove()));
  response.once('close', removeAll);
  receiveParts(request, new MultipartFields(parts), files, limits).then(
    (fields) => {
      // The client may have left while the last file was written: 'close' is over then.
      if (response.destroyed || response.closed) removeAll();
      done(null, fields.values, fields.details);
    },
    (error: unknown) => {
      removeAll();
      done(error, {}, []);
    },
  );
}

async function receiveParts(request: IncomingMessage, fields: MultipartFields, files: SpooledFile[], limits: Limits): Promise<MultipartFields> {
  const form = createParser(request, fields, limits);
  const source = inflate(request);
  const open = new Set<Readable>();
  const spools: Promise<void>[] = [];
  let textSize = 0;

  try {
    await new Promise<void>((resolve, reject) => {
      // The parser hands them over, although its types say that every part has a name (RFC 7578, section 4.2).
      const refuseNameless = (stream?: Readable): void => {
        stream?.on('error', ignore).destroy();
        reject(malformedBody('A part has no name'));
      };
      form.on('file', (name: string | undefined, stream, fileName, _encoding, mediaType) => {
        if (name === undefined) return refuseNameless(stream);
        const file = new SpooledFile(name, fileName ?? '', mediaType);
        files.push(file);
        open.add(stream);
        stream.on('limit', () => reject(payloadTooLarge(`The file ${JSON.stringify(name)} is larger than ${limits.fileSizeLimit} bytes`)));
        const spooled = file.receive(stream).then(() => {
          open.delete(stream);
          // Browsers send an empty part without a name for a file input nobody used.
          if (file.size > 0 || file.fileName !== '') fields.addFile(file);
        });
        spooled.catch(reject);
        spools.push(spooled);
      });
      form.on('field', (name: string | undefined, text, nameTruncated, textTruncated, _encoding, mediaType) => {
        if (name === undefined) return refuseNameless();
        // Names are kept as the texts are, and the parser lets one be as long as a part's header.
        textSize += name.length + text.length;
        if (textTruncated || textSize > limits.bodyLimit) reject(payloadTooLarge(`The fields are larger than ${limits.bodyLimit} bytes`));
        else if (nameTruncated) reject(malformedBody('A field name is too long'));
        else fields.addText(name, text, mediaType);
      });
      form.on('filesLimit', () => reject(payloadTooLarge(`The body has more than ${limits.maxFiles} files`)));
      form.on('fieldsLimit', () => reject(payloadTooLarge(`The body has more than ${limits.maxFields} fields`)));
      form.on('partsLimit', () => reject(payloadTooLarge('The body has too many parts')));
      form.on('error', () => reject(malformedBody('The body is not a valid multipart body')));
      form.on('finish', resolve);
      source.on('error', () => reject(source === request ? new Aborted() : malformedBody('The body is not valid in its Content-Encoding')));
      request.on('close', () => {
        if (!request.complete) reject(new Aborted());
      });
      source.pipe(form);
    });
    await Promise.all(spools);
    return fields;
  } catch (error) {
    // The rest of the upload is read and dropped, so that the client gets the reply.
    source.unpipe(form);
    if (source !== request) request.unpipe();
    for (const stream of open) stream.on('error', ignore).destroy();
    form.on('error', ignore);
    request.resume();
    await Promise.allSettled(spools);
    throw error;
  }
}

function createParser(request: IncomingMessage, fields: MultipartFields, limits: Limits): InstanceType<typeof Busboy> {
  try {
    return new Busboy({
      headers: { ...request.headers, 'content-type': request.headers['content-type'] ?? '' },
      limits: {
        fieldNameSize: 1024,
        fieldSize: limits.bodyLimit,
        fields: limits.maxFields,
        fileSize: limits.fileSizeLimit,
        files: limits.maxFiles,
        parts: limits.maxFields + limits.maxFiles,
      },
      isPartAFile: (name, mediaType, fileName) => {
        const declared = name === undefined ? undefined : fields.declared(name);
        if (declared !== undefined) return declared.kind === 'file';
        return fileName !== undefined || mediaType === 'application/octet-stream';
      },
    });
  } catch {
    throw malformedBody('The multipart body has no boundary');
  }
}

function ignore(): void {
  // Nobody waits for a part of a refused body.
}
