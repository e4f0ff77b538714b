import type { Code, ImportExtension } from '../../../code';
import { code, doc, Imports, join, lit, Name } from '../../../code';
import type { Column, Dialect } from '../database';
import type { Property, Resource, ToMany, ToOne } from '../resources/resource';
import { columnOptions, objectCode } from './column-options';

/** The TypeORM entity of a table, or the view entity of a view and of a table without a key, which TypeORM cannot change. */
export function emitEntity(resource: Resource, dialect: Dialect, extension: ImportExtension): Code {
  const { entity, properties, key, relation } = resource;
  const imports = new Imports(extension);
  const isEntity = key.length > 0;
  const place = [...(relation.schema !== undefined ? [['schema', relation.schema]] : []), ...(relation.comment !== undefined && isEntity ? [['comment', relation.comment]] : [])] as [string, string][];
  const head = isEntity
    ? code`@${imports.value('Entity', 'typeorm')}(${relation.name}${place.length > 0 ? code`, ${lit(Object.fromEntries(place))}` : code``})`
    : code`@${imports.value('ViewEntity', 'typeorm')}(${lit({ name: relation.name, ...Object.fromEntries(place), synchronize: false })})`;
  const members = [
    ...properties.map((property) => column(property, resource, dialect, imports, isEntity)),
    ...resource.toOne.map((link) => toOne(link, resource, imports)),
    ...resource.toMany.map((link) => toMany(link, resource, imports)),
  ];
  const body = join(members, '\n\n');
  return code`${imports.print()}

${doc(relation.comment)}
${head}
export class ${new Name(entity)} {
  ${body}
}`;
}

function column(property: Property, resource: Resource, dialect: Dialect, imports: Imports, isEntity: boolean): Code {
  const { name, column: own } = property;
  const isKey = resource.key.includes(property);
  const type = code`${new Name(name)}!: ${tsType(own, isKey)};`;
  if (!isEntity) return code`@${imports.value('ViewColumn', 'typeorm')}(${name === own.name ? code`` : lit({ name: own.name })})\n${type}`;
  const options = columnOptions(property, dialect, isKey);
  return code`${doc(own.comment)}\n@${decorator(property, isKey, imports)}${options})\n${type}`;
}

/** `@Column(` with what stands before its options. */
function decorator({ column: { generated } }: Property, isKey: boolean, imports: Imports): Code {
  const numbered = generated === 'sequence' || generated === 'identity' || generated === 'identity-always';
  if (isKey && numbered) return code`${imports.value('PrimaryGeneratedColumn', 'typeorm')}(${generated === 'sequence' ? 'increment' : 'identity'}, `;
  if (isKey) return code`${imports.value('PrimaryColumn', 'typeorm')}(`;
  if (numbered) return code`${imports.value('Generated', 'typeorm')}('increment')\n@${imports.value('Column', 'typeorm')}(`;
  return code`${imports.value('Column', 'typeorm')}(`;
}

const TYPES = {
  integer: 'number', number: 'number', bigint: 'string', decimal: 'string', boolean: 'boolean', string: 'string', uuid: 'string', date: 'string', time: 'string',
  timestamp: 'Date', interval: 'unknown', json: 'unknown', bytes: 'Buffer', opaque: 'string', set: 'string[]', enum: '',
} as const;

function tsType({ type, nullable }: Column, isKey: boolean): Code {
  const plain = TYPES[type.kind];
  const base = plain === '' ? join((type.values ?? []).map((value) => lit(value)), ' | ') : plain === 'string[]' ? code`${new Name('string')}[]` : code`${new Name(plain)}`;
  const item = base.isEmpty ? code`never` : base;
  const all = type.array ? code`(${item})[]` : item;
  return nullable && !isKey && plain !== 'unknown' ? code`${all} | null` : all;
}

function toOne(link: ToOne, resource: Resource, imports: Imports): Code {
  const relation = imports.type('Relation', 'typeorm');
  const property = (column: string): string => link.target.properties.find((p) => p.column.name === column)!.name;
  const joins = link.columns.map(({ column: name, references }) => lit({ name, referencedColumnName: property(references) }));
  const options: [string, Code][] = [
    ...(link.nullable ? [] : [['nullable', lit(false)] as [string, Code]]),
    ...(link.onDelete !== undefined && link.onDelete !== 'NO ACTION' ? [['onDelete', lit(link.onDelete)] as [string, Code]] : []),
  ];
  const kind = imports.value(link.unique ? 'OneToOne' : 'ManyToOne', 'typeorm');
  const back = link.target === resource ? new Name(resource.entity) : imports.value(link.target.entity, `./${link.target.entityFile}`);
  return code`@${kind}(() => ${back}, (other) => other.${new Name(link.inverse)}${options.length > 0 ? code`, ${objectCode(options)}` : code``})
@${imports.value('JoinColumn', 'typeorm')}(${joins.length === 1 ? joins[0]! : code`[${join(joins, ', ')}]`})
${new Name(link.name)}${link.nullable ? code`?` : code`!`}: ${relation}<${back}>${link.nullable ? code` | null` : code``};`;
}

function toMany(link: ToMany, resource: Resource, imports: Imports): Code {
  const source = link.source === resource ? new Name(resource.entity) : imports.value(link.source.entity, `./${link.source.entityFile}`);
  const relation = imports.type('Relation', 'typeorm');
  const kind = imports.value(link.unique ? 'OneToOne' : 'OneToMany', 'typeorm');
  return code`@${kind}(() => ${source}, (other) => other.${new Name(link.inverse)})
${new Name(link.name)}${link.unique ? code`?` : code`!`}: ${relation}<${source}>${link.unique ? code` | null` : code`[]`};`;
}
