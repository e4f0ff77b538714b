import * as fs from 'node:fs';
import * as path from 'node:path';
import { parse } from 'yaml';
import { recoverFromSource } from '../../generators/lib/reverse/source';
import { factsOf, type Facts } from './facts';

/** An application whose comparison somebody has looked through, at a commit. */
export interface Reviewed {
  readonly repository: string;
  readonly commit: string;
  readonly framework: string;
  /** Operations that the published document does not have, each with its route: `src/users.ts:12`. */
  readonly extra: Readonly<Record<string, string>>;
  /** Parameters and properties that the published document does not have, of operations that it has, with what says them. */
  readonly further: Readonly<Record<string, string>>;
  /** What is not recovered, and why. */
  readonly missed: Readonly<Record<string, string>>;
}

export interface Share { readonly found: number; readonly of: number }

export interface Comparison {
  readonly operations: Share;
  readonly parameters: Share;
  readonly properties: Share;
  readonly missed: readonly string[];
  readonly extra: Readonly<Record<string, string>>;
  readonly further: readonly string[];
}

const PREFIXES = ['', '/api', '/api/v1', '/v1', '/api/v2', '/v1/api', '/restapi/v1'];

/** Recovers the application in a folder and compares it with the published document. */
export function compare(folder: string, published: Record<string, unknown>): Comparison {
  const api = recoverFromSource({ root: folder });
  const wanted = factsOf(published);
  const found = PREFIXES.map((prefix) => factsOf(api.document, prefix)).reduce((best, one) => (common(one.operations, wanted.operations) > common(best.operations, wanted.operations) ? one : best));
  // Parameters and properties count where their operation is there at all.
  const served = (one: string): boolean => found.operations.has(operationOf(one));
  const parameters = [...wanted.parameters].filter(served);
  const properties = [...wanted.properties].filter(served);
  const known = (one: string): boolean => wanted.operations.has(operationOf(one));
  const place = (pointer: string): string => { const at = api.positions.get(pointer); return at === undefined ? 'nowhere' : `${path.relative(folder, at.file)}:${at.line}`; };
  return {
    operations: share([...wanted.operations.keys()], found.operations),
    parameters: share(parameters, found.parameters),
    properties: share(properties, found.properties),
    missed: [...[...wanted.operations.keys()].filter((one) => !found.operations.has(one)), ...parameters.filter((one) => !found.parameters.has(one)), ...properties.filter((one) => !found.properties.has(one))],
    extra: Object.fromEntries([...found.operations].filter(([one]) => !wanted.operations.has(one)).map(([one, pointer]) => [one, place(pointer)])),
    further: [...beyond(found.parameters, wanted.parameters), ...beyond(found.properties, wanted.properties)].filter(known),
  };
}

const operationOf = (fact: string): string => /^\w+ \S+/.exec(fact)![0];
const beyond = (found: ReadonlySet<string>, wanted: ReadonlySet<string>): string[] => [...found].filter((one) => !wanted.has(one));
const common = (a: Facts['operations'], b: Facts['operations']): number => [...a.keys()].filter((one) => b.has(one)).length;
const share = (wanted: readonly string[], found: { has(one: string): boolean }): Share => ({ found: wanted.filter((one) => found.has(one)).length, of: wanted.length });

const text = ({ found, of }: Share): string => `${found}/${of}`;

/** The row of docs/spec.md. */
export function row(one: Reviewed, { operations, parameters, properties, extra }: Comparison): string {
  const name = `[${one.repository}](https://github.com/${one.repository}/tree/${one.commit.slice(0, 7)})`;
  const further = Object.entries(extra).map(([operation, place]) => `\`${operation}\` ${place}`).join(', ');
  return `| ${name} | ${one.framework} | ${text(operations)} | ${text(parameters)} | ${text(properties)} | ${further || 'none'} |`;
}

export function line(name: string, { operations, parameters, properties, extra }: Comparison): string {
  return [name.slice(0, 60).padEnd(60), text(operations).padEnd(6), text(parameters).padEnd(6), text(properties).padEnd(6), `${Object.keys(extra).length} more`].join('  ');
}

export interface Reviews { readonly published: { readonly repository: string; readonly commit: string; readonly file: string }; readonly applications: readonly Reviewed[] }

export function readReviews(): Reviews {
  return JSON.parse(fs.readFileSync(path.join(__dirname, 'realworld-apps.json'), 'utf8')) as Reviews;
}

export function readPublished(file: string): Record<string, unknown> {
  return parse(fs.readFileSync(file, 'utf8')) as Record<string, unknown>;
}
