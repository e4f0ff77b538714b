/** What differs between the databases whose grammar is not at hand. */
export interface Flavour {
  /** Backslashes escape in strings, `#` begins a comment, DELIMITER is obeyed (MySQL's client). */
  readonly mysql: boolean;
}

export interface PlainStatement {
  readonly text: string;
  readonly line: number;
  readonly column: number;
}

/**
 * Splits a script at semicolons outside strings, names, comments and trigger bodies, as MySQL's client and
 * SQLite's shell do. Comments before a statement are not part of it.
 */
export function splitPlain(script: string, { mysql }: Flavour): PlainStatement[] {
  const statements: PlainStatement[] = [];
  let delimiter = ';';
  let start = -1;
  // The last words of the statement so far: a trigger of SQLite's ends at `; END ;`.
  let words: string[] = [];
  const end = (at: number): void => {
    if (start >= 0) statements.push({ text: script.slice(start, at).trimEnd(), ...place(script, start) });
    start = -1;
    words = [];
  };
  for (let at = 0; at < script.length; ) {
    const rest = script.slice(at, at + 4096);
    const command = mysql && start < 0 ? /^delimiter[ \t]+(\S+)[^\n]*/i.exec(rest) : null;
    if (command) {
      delimiter = command[1]!;
      at += command[0].length;
      continue;
    }
    if (script.startsWith(delimiter, at) && !(inTrigger(words, mysql, delimiter) && !/^end$/i.test(words.at(-1) ?? ''))) {
      if (inTrigger(words, mysql, delimiter) && words.at(-2) !== ';') words.push(';');
      else end(at);
      at += delimiter.length;
      continue;
    }
    const skip = skipComment(script, at, mysql);
    if (skip > at) {
      at = skip;
      continue;
    }
    const char = script[at]!;
    if (/\s/.test(char)) {
      at += 1;
      continue;
    }
    if (start < 0) start = at;
    // `/*! … */` is executed by MySQL, `/*M! … */` by MariaDB; a semicolon inside is theirs.
    if (mysql && /^\/\*M?!/.test(rest)) {
      const close = script.indexOf('*/', at);
      at = close < 0 ? script.length : close + 2;
      continue;
    }
    const close = char === '[' && !mysql ? ']' : /['"`]/.test(char) ? char : undefined;
    if (close !== undefined) {
      at = endOfQuoted(script, at, close, mysql && char !== '`');
      words.push('quoted');
      continue;
    }
    const word = /^\w+/.exec(rest)?.[0] ?? char;
    words.push(word);
    at += word.length;
  }
  end(script.length);
  return statements;
}

/** CREATE [TEMP] TRIGGER of SQLite's, whose body holds semicolons. */
function inTrigger(words: readonly string[], mysql: boolean, delimiter: string): boolean {
  return !mysql && delimiter === ';' && /^create( temp| temporary)? trigger$/i.test(words.slice(0, /^temp/i.test(words[1] ?? '') ? 3 : 2).join(' '));
}

function skipComment(script: string, at: number, mysql: boolean): number {
  const two = script.slice(at, at + 2);
  const line = (two === '--' && (!mysql || /\s|^$/.test(script[at + 2] ?? ''))) || (mysql && two[0] === '#');
  if (line) {
    const end = script.indexOf('\n', at);
    return end < 0 ? script.length : end;
  }
  if (two === '/*' && !(mysql && /^\/\*M?!/.test(script.slice(at, at + 4)))) {
    const end = script.indexOf('*/', at + 2);
    return end < 0 ? script.length : end + 2;
  }
  return at;
}

function endOfQuoted(script: string, from: number, close: string, backslash: boolean): number {
  for (let at = from + 1; at < script.length; at += 1) {
    if (backslash && script[at] === '\\') at += 1;
    else if (script[at] === close) {
      if (script[at + 1] === close && close !== ']') at += 1;
      else return at + 1;
    }
  }
  return script.length;
}

function place(script: string, offset: number): { line: number; column: number } {
  const before = script.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}
