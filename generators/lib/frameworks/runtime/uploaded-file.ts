import { Buffer } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readFile, unlink } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';

/** A file of a multipart body. It is gone when the reply has been sent: copy what is to stay. */
export interface UploadedFile {
  readonly fieldName: string;
  /** As the client calls it, without folders; never use it as a path. */
  readonly fileName: string;
  /** As the client claims. */
  readonly mediaType: string;
  /** In bytes. */
  readonly size: number;
  stream(): Readable;
  buffer(): Promise<Buffer>;
}

// Small files stay in memory, the rest goes to a temporary file.
const IN_MEMORY = 64 * 1024;

/** An uploaded file while and after it is received. */
export class SpooledFile implements UploadedFile {
  readonly fieldName: string;
  readonly fileName: string;
  readonly mediaType: string;
  size = 0;
  private chunks: Buffer[] = [];
  private path: string | undefined;

  constructor(fieldName: string, fileName: string, mediaType: string) {
    this.fieldName = fieldName;
    this.fileName = fileName;
    this.mediaType = mediaType;
  }

  /** Takes the whole of a stream; reads no faster than the disk writes. */
  async receive(source: Readable): Promise<void> {
    let handle: FileHandle | undefined;
    try {
      for await (const chunk of source as AsyncIterable<Buffer>) {
        this.size += chunk.length;
        if (handle === undefined && this.size <= IN_MEMORY) {
          this.chunks.push(chunk);
          continue;
        }
        if (handle === undefined) {
          const path = join(tmpdir(), `upload-${randomUUID()}`);
          handle = await open(path, 'wx', 0o600);
          this.path = path;
          await handle.writeFile(Buffer.concat(this.chunks));
          this.chunks = [];
        }
        await handle.writeFile(chunk);
      }
    } finally {
      await handle?.close();
    }
  }

  stream(): Readable {
    return this.path === undefined ? Readable.from(this.chunks) : createReadStream(this.path);
  }

  async buffer(): Promise<Buffer> {
    return this.path === undefined ? Buffer.concat(this.chunks) : readFile(this.path);
  }

  /** Forgets the content; safe to call twice. */
  async remove(): Promise<void> {
    this.chunks = [];
    const path = this.path;
    if (path !== undefined) await unlink(path).catch(() => undefined);
  }
}
