import type { Operation } from '../model';

/** Names of one operation in the output. */
export interface OperationNames {
  /** camelCase identifier, unique in the API: the handler's export and the key of `Operations`. */
  readonly identifier: string;
  /** kebab-case file stem, unique without regard to case: `create-user`. */
  readonly file: string;
  /** Stem of the handler file it lives in (its tag's): `users`. */
  readonly handlerFile: string;
}

/** Names of a shared schema's validator. */
export interface SchemaNames {
  /** PascalCase identifier, unique in the API. */
  readonly identifier: string;
  /** kebab-case file stem under `validators/schemas/`. */
  readonly file: string;
}

/** Every name of the output, allocated once, before anything is emitted, independent of order. */
export interface Names {
  operation(operation: Operation): OperationNames;
  /** Handler file stems in order of first use, each with the tag it stands for. */
  readonly handlerFiles: readonly { readonly file: string; readonly tag?: string; readonly identifier: string }[];
  /** Names for a schema by its `#/…` pointer in the bundled document. */
  schema(pointer: string): SchemaNames;
  /** camelCase identifier of a security scheme's authenticator. */
  securityScheme(key: string): string;
}
