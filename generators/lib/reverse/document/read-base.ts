import path from 'node:path';
import { readFile } from 'node:fs/promises';
import type { Result, SourcePosition } from '../../diagnostics';
import { moveDiagnostic } from '../../move-diagnostic';
import { readDocument } from '../../openapi';
import { MARKER_MEMBER } from '../../openapi/marker-member';
import type { Json } from '../../openapi-diff/nodes';
import { isObject, tokensOf } from '../../openapi-diff/nodes';
import type { WorkspaceFiles } from '../../workspace/files';
import { readText } from '../../workspace/files';
import { upgradeTo31 } from './upgrade-to-31';

/** An existing document. */
export interface Base {
  /** Relative to the workspace's root. */
  readonly file: string;
  readonly text: string;
  /** OpenAPI 3.1, bundled. */
  readonly document: Json;
  /** One file of OpenAPI 3: its text can be edited in place. */
  readonly editable: boolean;
  /** Where a pointer, or what is nearest above it, was written. */
  positionOf(pointer: string): SourcePosition | undefined;
}

/** Reads an existing document of any version; its problems are diagnostics, as in `routes`. */
export async function readBase(files: WorkspaceFiles, file: string): Promise<Result<Base | undefined>> {
  const inTree = async (absolute: string): Promise<string> => readText(files, path.relative(files.root, absolute).split(path.sep).join('/')) ?? readFile(absolute, 'utf8');
  const read = await readDocument(path.join(files.root, file), { readFile: inTree });
  const folder = path.posix.dirname(file);
  const shown = (one: string): string => path.posix.join(folder, one);
  const diagnostics = read.diagnostics.map((one) => moveDiagnostic(one, shown));
  const { value } = read;
  if (!value) return { value: undefined, diagnostics };
  const { [MARKER_MEMBER]: _marker, ...root } = value.root as Json;
  return {
    diagnostics,
    value: {
      file, text: readText(files, file) ?? '', document: upgradeTo31(root), editable: value.files.length === 1 && value.version !== '2.0',
      positionOf: (pointer) => {
        let node: unknown = value.root;
        let nearest: object = value.root;
        for (const token of tokensOf(pointer)) {
          node = isObject(node) || Array.isArray(node) ? (node as Json)[token] : undefined;
          if (typeof node !== 'object' || node === null) break;
          nearest = node;
        }
        const origin = value.origin(nearest);
        const position = origin?.position();
        return position && { ...position, file: shown(position.file) };
      },
    },
  };
}
