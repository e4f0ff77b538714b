import path from 'node:path';
import { Code, code, Imports, join, Name } from '../code';
import type { ImportExtension } from '../code';

/** Folder of the copied runtime files, relative to the output folder. */
export const RUNTIME_FOLDER = 'middleware/validators/runtime';

/**
 * One module of the output while it is being written: its imports, its constants, its functions.
 * Every top-level name goes through here, so nothing in a module can collide.
 *
 * Names inside functions are free to be `value`, `faults`, or a letter with digits (`v1`, `i2`):
 * those are never given to anything at the top level.
 */
export class ModuleScope {
  readonly imports: Imports;
  private readonly taken = new Set<string>();
  private readonly constants = new Map<string, { name: Name; statement: Code }>();
  private readonly imported = new Map<string, Name>();
  private readonly functions: Code[] = [];
  private readonly statements: Code[] = [];

  /**
   * @param importExtension ending of relative imports
   * @param modulePath path of this module without extension, relative to the output folder:
   *   `middleware/validators/create-user`
   */
  constructor(readonly importExtension: ImportExtension, readonly modulePath: string) {
    this.imports = new Imports(importExtension);
  }

  /** A free top-level identifier that resembles `hint` (any text). */
  name(hint: string): Name {
    const base = identifier(hint);
    let name = base;
    for (let i = 2; this.taken.has(name); i++) name = `${base}${i}`;
    this.taken.add(name);
    return new Name(name);
  }

  /**
   * Imports a value (`export`ed by the module at `modulePath`, relative to the output folder, or a package).
   * @param hint what to call it here, if that is free
   */
  use(exported: string, modulePath: string, hint = exported): Name {
    return this.import(exported, modulePath, hint, (as, from) => this.imports.value(exported, from, as));
  }

  /** Imports a type likewise. */
  useType(exported: string, modulePath: string): Name {
    return this.import(exported, modulePath, exported, (as, from) => this.imports.type(exported, from, as));
  }

  /** Imports a value from a runtime file: `scope.runtime('isEmail', 'formats/email')`. */
  runtime(exported: string, file: string): Name {
    return this.use(exported, `${RUNTIME_FOLDER}/${file}`);
  }

  /** Imports a type from a runtime file: `scope.runtimeType('Fault')`. */
  runtimeType(exported: string, file = 'types'): Name {
    return this.useType(exported, `${RUNTIME_FOLDER}/${file}`);
  }

  /** A constant of the module, `const <name> = <expression>;`: the same expression gives the same constant. */
  declare(hint: string, expression: Code): Name {
    const known = this.constants.get(expression.text);
    if (known) return known.name;
    const name = this.name(hint);
    this.constants.set(expression.text, { name, statement: code`const ${name} = ${expression};` });
    return name;
  }

  /** A function declaration (hoisted): `build` gets its name and returns the whole `function …` text. */
  function(hint: string, build: (name: Name) => Code): Name {
    const name = this.name(hint);
    this.functions.push(build(name));
    return name;
  }

  /** Any other top-level statement, printed last: `export const operation: OperationModule = …`. */
  add(statement: Code): void {
    this.statements.push(statement);
  }

  /** The module's text without header. */
  print(): Code {
    const constants = join([...this.constants.values()].map((c) => c.statement));
    return join([this.imports.print(), constants, ...this.functions, ...this.statements].filter((c) => !c.isEmpty), '\n\n');
  }

  private import(exported: string, modulePath: string, hint: string, add: (as: string, from: string) => Name): Name {
    const id = `${modulePath} ${exported}`;
    const known = this.imported.get(id);
    if (known) return known;
    const name = add(this.name(hint).text, this.specifier(modulePath));
    this.imported.set(id, name);
    return name;
  }

  private specifier(modulePath: string): string {
    if (!modulePath.startsWith('middleware/') && !modulePath.startsWith('types/') && !modulePath.startsWith('routes/')) return modulePath;
    const id = `${path.posix.dirname(this.modulePath)} ${modulePath}`;
    let specifier = SPECIFIERS.get(id);
    if (specifier === undefined) {
      const relative = path.posix.relative(path.posix.dirname(this.modulePath), modulePath);
      specifier = relative.startsWith('.') ? relative : `./${relative}`;
      SPECIFIERS.set(id, specifier);
    }
    return specifier;
  }
}

/** Hundreds of modules import the same files from the same folder. */
const SPECIFIERS = new Map<string, string>();

function identifier(hint: string): string {
  const text = hint.replace(/[^A-Za-z0-9_$]+/g, '_').replace(/^(?=\d)/, '_') || '_';
  return RESERVED.test(text) || LOCAL.test(text) ? `${text}_` : text;
}

/** Left to function bodies. */
const LOCAL = /^(?:[a-z]\d*|value|faults|depth|before)$/;

const RESERVED = new RegExp(
  '^(?:arguments|as|async|await|break|case|catch|class|const|continue|debugger|default|delete|do|else|enum|eval|export|extends|' +
    'false|finally|for|from|function|get|if|implements|import|in|instanceof|interface|let|new|null|of|package|private|protected|' +
    'public|return|set|static|super|switch|this|throw|true|try|type|typeof|undefined|var|void|while|with|yield|' +
    'Array|Infinity|JSON|Map|Math|NaN|Number|Object|Promise|RegExp|Set|String|exports|module|require|any|boolean|number|string|unknown|never|object)$',
);
