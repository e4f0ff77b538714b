import type { ImportExtension, Name } from '../../code';
import type { Names } from '../../names/names';
import { ModuleScope } from '../module-scope';
import { BaseLinker } from './base-linker';
import { emitFillFunction } from './emit-fill';
import type { Variant } from './linker';
import type { SchemaSet } from './schema-set';

/** Folder of the shared schemas' modules, relative to the output folder. */
export const SCHEMAS_FOLDER = 'middleware/validators/schemas';

/** Puts every schema that is referred to into a module of its own. */
export class OutputLinker extends BaseLinker {
  private readonly modules = new Map<string, { scope: ModuleScope; exports: Map<string, Name> }>();
  private readonly queue: (() => void)[] = [];

  constructor(schemas: SchemaSet, private readonly names: Names, private readonly importExtension: ImportExtension) {
    super(schemas, true);
  }

  shared(pointer: string, variant: Variant, plain: boolean, scope: ModuleScope): { name: Name; recursive: boolean } {
    const { recursive } = this.schemas.graph.info(pointer);
    const name = this.export(pointer, `${this.suffix(pointer, variant)}${plain ? 'Plain' : ''}`, '', scope, (own, exported) => {
      own.add(this.sharedFunction(pointer, variant, plain, exported, own));
    });
    return { name, recursive };
  }

  sharedFill(pointer: string, variant: Variant, plain: boolean, scope: ModuleScope): Name {
    return this.export(pointer, `${this.suffix(pointer, variant)}${plain ? 'Plain' : ''}`, 'fill', scope, (own, exported) => {
      own.add(emitFillFunction(this, pointer, variant, plain, exported, own));
    });
  }

  /** Writes what has been asked for, and what that asks for in turn. */
  flush(): void {
    for (let work = this.queue.pop(); work; work = this.queue.pop()) work();
  }

  /** The modules, by path. */
  files(): { path: string; body: string }[] {
    const files = [...this.modules.values()].map(({ scope }) => ({ path: `${scope.modulePath}.ts`, body: scope.print().text }));
    return files.sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  private export(pointer: string, suffix: string, prefix: string, scope: ModuleScope, write: (own: ModuleScope, name: Name) => void): Name {
    const { file, identifier } = this.names.schema(pointer);
    const path = `${SCHEMAS_FOLDER}/${file}`;
    let module = this.modules.get(path);
    if (!module) this.modules.set(path, (module = { scope: new ModuleScope(this.importExtension, path), exports: new Map() }));
    // Not `exports`: in the compiled CommonJS that name is the module's own.
    const { scope: own, exports: known } = module;
    const wanted = `${prefix}${identifier}${suffix}`;
    let exported = known.get(wanted);
    if (!exported) {
      exported = own.name(wanted);
      known.set(wanted, exported);
      const name = exported;
      this.queue.push(() => write(own, name));
    }
    return own === scope ? exported : scope.use(exported.text, path);
  }

  /** Distinguishes variants, where the schema has any. */
  private suffix(pointer: string, { direction, files }: Variant): string {
    const { readOnly, writeOnly, binary } = this.schemas.graph.info(pointer);
    const directed = readOnly || writeOnly ? (direction === 'request' ? 'Request' : 'Response') : '';
    return `${directed}${files && binary ? 'Files' : ''}`;
  }
}
