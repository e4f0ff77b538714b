import { operations, recover } from '../testing/recovered';

const setUp = (options: string): string => `const express = require('express');\nconst passport = require('passport');\nconst { Strategy } = require('passport-local');\npassport.use(new Strategy(${options}));\nconst app = express();\n`;
const check = '(name, password, done) => done(null, {})';

const cases: [string, string, string[]][] = [
  ['a middleware', `${setUp(`{ usernameField: 'user[email]', passwordField: 'user[password]' }, ${check}`)}app.post('/x', passport.authenticate('local'), (req, res) => res.end());`, ['body: {user: {email*: any, password*: any}} ~']],
  ['names of their own', `${setUp(check)}app.post('/x', passport.authenticate('local'), (req, res) => res.end());`, ['body: {username*: any, password*: any} ~']],
  ['a call in the handler', `${setUp(`{ usernameField: 'email' }, ${check}`)}app.post('/x', (req, res, next) => { passport.authenticate('local', () => res.end())(req, res, next); });`, ['body: {email*: any, password*: any} ~']],
  ['another strategy', `${setUp(check)}app.post('/x', passport.authenticate('jwt'), (req, res) => res.end());`, []],
];

describe('A login by passport-local reads', () => {
  it.each(cases)('%s', (_name, code, expected) => {
    expect(operations(recover({ 'app.js': code }), 'body')).toEqual({ 'POST /x': expected });
  });
});
