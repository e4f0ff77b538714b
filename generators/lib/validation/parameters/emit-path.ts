import { code, Code, join, lit } from '../../code';
import type { Operation, Parameter, PathPart } from '../../model';
import { helper } from './context';
import type { Writing } from './context';
import { contentKind, readContent } from './emit-content';
import { factsOf, pointerOf, readPrimitive, settle, shapeOf } from './emit-value';
import type { Read, Reading } from './emit-value';

/** Statements that decode the path parameters, which are counted from the end of the path. */
export function emitPath(operation: Operation, request: Code, record: Code, writing: Writing): Code {
  const declared = new Map(operation.parameters.filter((p) => p.in === 'path').map((p) => [p.name, p]));
  const segments = [...operation.path.segments];
  while (segments.length > 0 && segments.at(-1)!.every((part) => part.kind === 'literal' && part.text === '')) segments.pop();
  const reversed = segments.reverse();
  const first = reversed.findLastIndex((parts) => variables(parts).some((name) => declared.has(name)));
  if (first === -1) return code``;
  const statements: Code[] = [code`const s = ${helper(writing, 'lastSegments', 'path')}(${request}.path, ${first + 1});`];
  reversed.slice(0, first + 1).forEach((parts, i) => {
    const names = variables(parts);
    if (!names.some((name) => declared.has(name))) return;
    const whole = parts.length === 1;
    if (!whole) statements.push(code`const m${i} = ${helper(writing, 'matchSegment', 'path')}(s[${i}]!, ${literals(parts)});`);
    names.forEach((name, j) => {
      const parameter = declared.get(name);
      if (!parameter) return;
      declared.delete(name);
      statements.push(whole ? emitVariable(parameter, code`s[${i}]!`, record, writing)
        : emitMatched(parameter, code`m${i}`, j, record, writing));
    });
  });
  return join(statements);
}

function emitMatched(parameter: Parameter, match: Code, index: number, record: Code, writing: Writing): Code {
  const bad = code`${helper(writing, 'fail', 'failure')}(faults, ${helper(writing, 'badPath', 'failure')}, 'path', ${lit(pointerOf(parameter.name))});`;
  return code`if (${match} === undefined) ${bad}
else {
  ${emitVariable(parameter, code`${match}[${index}]!`, record, writing)}
}`;
}

function emitVariable(parameter: Parameter, raw: Code, record: Code, writing: Writing): Code {
  const reading: Reading = { parameter, facts: factsOf(parameter, writing), key: parameter.name, record, location: 'path', writing };
  return settleAlways(readVariable(raw, reading), reading);
}

function readVariable(raw: Code, reading: Reading): Read {
  const { parameter, facts, writing } = reading;
  const { style, explode } = parameter;
  if (contentKind(parameter)) return readContent(raw, 'decodePercent', reading);
  const value = (call: Code) => ({ before: code``, value: call });
  const shape = () => shapeOf(reading);
  if (style === 'label') {
    return value(code`${helper(writing, 'fromLabel', 'path-styles')}(${raw}, ${explode}, ${periods(writing)}, ${shape()})`);
  }
  if (style === 'matrix') {
    return value(code`${helper(writing, 'fromMatrix', 'path-styles')}(${raw}, ${parameter.name}, ${explode}, ${shape()})`);
  }
  if (!facts.list && !facts.object) return readPrimitive(raw, 'decodePercent', reading);
  const delimiter = emitDelimiter(parameter, writing);
  return value(code`${helper(writing, 'fromDelimited', 'delimited')}(${raw}, ${delimiter}, ${explode}, ${shape()}, ${helper(writing, 'decodePercent', 'percent')})`);
}

/** A path variable is always there. */
function settleAlways(read: Read, reading: Reading): Code {
  const settled = settle(code`true`, read, reading).text;
  return new Code(settled.slice('if (true) '.length));
}

/** The text between items: a comma, or what was `ssv`, `tsv` and `pipes` in Swagger 2.0. */
export function emitDelimiter({ style, delimiter }: { style?: string; delimiter?: string }, writing: Writing): Code {
  const named = (delimiter && BY_TEXT[delimiter]) ?? BY_STYLE[style ?? ''];
  return named ? helper(writing, named, 'delimited') : lit(delimiter ?? ',');
}

const BY_TEXT: Readonly<Record<string, string>> = { ' ': 'SPACE', '|': 'PIPE', '\t': 'TAB' };
const BY_STYLE: Readonly<Record<string, string>> = { spaceDelimited: 'SPACE', pipeDelimited: 'PIPE' };

function variables(parts: readonly PathPart[]): string[] {
  return parts.flatMap((part) => (part.kind === 'variable' ? [part.name] : []));
}

/** The literals before, between and after the variables, encoded as they stand in a URL. */
function literals(parts: readonly PathPart[]): Code {
  const texts = [''];
  for (const part of parts) {
    if (part.kind === 'variable') texts.push('');
    else texts[texts.length - 1] += encodeURI(part.text.toWellFormed()).replace(/%25([0-9A-Fa-f]{2})/g, '%$1');
  }
  return lit(texts);
}

/** The tables of 3.0.0–3.0.3 and 3.1.0 delimit labels with periods throughout; later ones follow RFC 6570. */
function periods({ document }: Writing): boolean {
  return document.version === '2.0' || /^3\.(?:0\.[0-3]|1\.0)$/.test(String(document.root['openapi']));
}
