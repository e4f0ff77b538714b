import pluralize from 'pluralize';
import { camelCase, kebabCase, pascalCase, toWords } from '../../../names/words';
import type { Relation } from '../database';

export interface TableNames {
  readonly tag: string;
  readonly path: string;
  readonly entity: string;
  readonly entityFile: string;
  readonly variable: string;
  readonly singular: string;
  readonly plural: string;
  /** `Customers`: operations are named by it. */
  readonly collection: string;
}

/** Names that mean something else in the document or in the modules written. */
const TAKEN = [
  'Error', 'Page', 'Object', 'String', 'Number', 'Boolean', 'Date', 'Buffer', 'Array', 'Map', 'Set', 'Promise', 'Record', 'Symbol', 'Function', 'Relation', 'Entity', 'Column', 'Index',
  'PrimaryColumn', 'PrimaryGeneratedColumn', 'ManyToOne', 'OneToMany', 'OneToOne', 'JoinColumn', 'ViewEntity', 'Resource', 'Schemas', 'Operations', 'Injectable',
];
const RESERVED = new Set(['arguments', 'eval', 'this', 'class', 'classes', 'enum', 'export', 'extends', 'import', 'super', 'this', 'var', 'void', 'with', 'yield', 'static', 'new', 'null', 'true', 'false', 'in', 'is', 'as', 'do', 'if', 'of', 'reply', 'request', 'req', 'res', 'ctx', 'notImplemented', 'dataSource', 'resource', 'entities', 'operations', 'params', 'query', 'body', 'json', 'status', 'send', 'code', 'list', 'create', 'get', 'replace', 'update', 'remove', 'async', 'await', 'const', 'return', 'components']);

/**
 * Names of all relations at once: singular for a row, plural for their collection, with the schema in front where there are
 * several, except before those of `public` and `dbo`. Two that come out alike (`user` and `users`) are numbered in their order.
 */
export function tableNames(relations: readonly Relation[], reserved: readonly string[] = []): TableNames[] {
  const several = new Set(relations.map(({ schema }) => schema)).size > 1;
  const taken = new Set([...TAKEN, ...reserved].map((name) => name.toLowerCase()));
  return relations.map(({ schema, name }) => {
    const prefix = several && schema !== undefined && schema !== 'public' && schema !== 'dbo' ? toWords(schema) : [];
    const words = nonEmpty(toWords(name));
    for (let n = 1; ; n++) {
      const names = namesOf(prefix, n === 1 ? words : [...words, String(n)]);
      const forms = [names.entity, names.collection, `New${names.entity}`, `${names.entity}Patch`, `${names.entity}Replacement`, `${names.entity}Page`].map((form) => form.toLowerCase());
      const own = new Set(forms);
      if ([...own].some((form) => taken.has(form))) continue;
      for (const form of own) taken.add(form);
      return names;
    }
  });
}

function namesOf(prefix: readonly string[], words: readonly string[]): TableNames {
  const last = words.at(-1)!;
  const one = [...words.slice(0, -1), pluralize.singular(last)];
  const many = [...words.slice(0, -1), pluralize.plural(last)];
  const all = [...prefix, ...many];
  const variable = identifier(camelCase(all));
  return {
    tag: kebabCase(all), path: `/${[...(prefix.length > 0 ? [kebabCase(prefix)] : []), kebabCase(many)].join('/')}`,
    entity: identifier(pascalCase([...prefix, ...one])), entityFile: kebabCase([...prefix, ...one]), collection: pascalCase(all),
    variable: RESERVED.has(variable) ? `${variable}Table` : variable, singular: one.join(' '), plural: many.join(' '),
  };
}

function nonEmpty(words: string[]): string[] {
  return words.length === 0 ? ['table'] : words;
}

/** Identifiers do not begin with a digit. */
export function identifier(text: string): string {
  return /^\d/.test(text) ? `_${text}` : text;
}
