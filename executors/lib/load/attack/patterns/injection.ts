import { pathsIn, pathText, replaceAt, valueAt } from '../body-paths';
import { jsonBody, withBody } from '../json-body';
import type { Attack, AttackPattern } from '../pattern';

/** Texts that are harmless where a text is a text, and what an answer holds where it was not. */
const TEXTS: readonly { readonly name: string; readonly text: string; readonly signs: NonNullable<Attack['signs']> }[] = [
  { name: 'SQL', text: `x'";--`, signs: [{ pattern: /SQLSTATE|SQLITE_ERROR|syntax error at or near|You have an error in your SQL|unterminated quoted string|ORA-\d{5}|unrecognized token|QueryFailedError/i, means: 'an error of a database' }] },
  { name: 'HTML', text: '<script>alert(7)</script>', signs: [{ pattern: /<script>alert\(7\)<\/script>/, means: 'the script, in a page of HTML', in: 'html' }] },
  { name: 'a path', text: '../../../../../../../../etc/passwd', signs: [{ pattern: /root:[^:\n]*:0:0:/, means: 'a file of the system' }] },
  { name: 'a template', text: '{{31337*3}}${31337*3}<%=31337*3%>', signs: [{ pattern: /94011/, means: 'the result of an expression in the text' }] },
  { name: 'a command', text: '$(expr 31337 + 62674);`expr 31337 + 62674`|expr 31337 + 62674', signs: [{ pattern: /94011/, means: 'the output of a command in the text' }] },
  { name: 'a header', text: 'x\r\nX-Injected: 7', signs: [{ pattern: /^x-injected:/im, means: 'a header from the text', in: 'headers' }] },
  { name: 'a NUL', text: 'x\u0000y', signs: [] },
  { name: 'half a character', text: 'x\ud800', signs: [] },
];

export const injection: AttackPattern = {
  id: 'injection',
  title: 'texts mean something to databases, shells, templates and browsers',
  *attacks(subject) {
    const body = jsonBody(subject);
    const places = body ? pathsIn(body.value).filter((path) => typeof valueAt(body.value, path) === 'string').slice(0, 12) : [];
    for (const { name, text, signs } of TEXTS) {
      for (const one of subject.parameters.filter(({ value, parameter }) => typeof value === 'string' && parameter.in !== 'cookie')) {
        yield { what: `${name} in ${one.parameter.in} parameter ${one.parameter.name}`, request: subject.withParameter(one, text), wanted: 'survived', signs };
      }
      for (const path of places) yield { what: `${name} in ${pathText(path)}`, request: withBody(subject, replaceAt(body!.value, path, text)), wanted: 'survived', signs };
    }
  },
};
