import { splitPlain } from './split-plain';

const texts = (script: string, mysql: boolean) => splitPlain(script, { mysql }).map(({ text }) => text);

describe('scripts without a grammar', () => {
  it.each([true, false])('are split outside strings, names and comments (MySQL: %s)', (mysql) => {
    const script = "-- one; two\ninsert into t values ('a;b', 'it''s', \";\", `x;y`); /* ; */\n select 1 ;;\n;select 2 -- ; end";
    expect(texts(script, mysql)).toEqual(["insert into t values ('a;b', 'it''s', \";\", `x;y`)", 'select 1', 'select 2 -- ; end']);
    expect(splitPlain(script, { mysql })[0]).toMatchObject({ line: 2, column: 1 });
  });

  it('follow MySQL: backslashes, #, DELIMITER, executable comments, -- only before white space', () => {
    expect(texts("select 'it\\'s;'; # no; more\nselect 5--1; /*!40101 set names utf8; */;", true)).toEqual(["select 'it\\'s;'", 'select 5--1', '/*!40101 set names utf8; */']);
    expect(texts('DELIMITER //\ncreate procedure p() begin select 1; select 2; end//\ndelimiter ;\nselect 3;', true)).toEqual(['create procedure p() begin select 1; select 2; end', 'select 3']);
  });

  it('follow SQLite: brackets, trigger bodies with CASE', () => {
    const trigger = "create temp trigger t after insert on a begin update a set x = case when 1 then ';' end; select 1; end";
    expect(texts(`select [a;b];\n${trigger};\nselect 2`, false)).toEqual(['select [a;b]', trigger, 'select 2']);
  });
});
