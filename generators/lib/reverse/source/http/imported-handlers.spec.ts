import { operations, recover } from '../testing/recovered';

const app = `const express = require('express');\nconst app = express();\n`;
const reply = (status: number): string => `(req, res) => res.sendStatus(${status})`;

/** Where a handler may come from: its status shows that it was found. */
const cases: [string, Record<string, string>][] = [
  ['exports.name', { 'app.js': `${app}app.get('/x', require('./c').show);`, 'c.js': `exports.show = ${reply(202)};` }],
  ['module.exports = { name }', { 'app.js': `${app}const { show } = require('./c');\napp.get('/x', show);`, 'c.js': `const show = ${reply(202)};\nmodule.exports = { show };` }],
  ['a folder with an index', { 'app.js': `${app}app.get('/x', require('./c').show);`, 'c/index.js': `module.exports = { ...require('./show') };`, 'c/show.js': `exports.show = ${reply(202)};` }],
  ['a default export', { 'app.mjs': `import express from 'express';\nimport show from './c.mjs';\nconst app = express();\napp.get('/x', show);`, 'c.mjs': `export default ${reply(202)};` }],
  ['a namespace', { 'app.ts': `import express from 'express';\nimport * as c from './c';\nconst app = express();\napp.get('/x', c.show);`, 'c.ts': `export const show = (req: any, res: any) => res.sendStatus(202);` }],
  ['a re-export under another name', { 'app.ts': `import express from 'express';\nimport { look } from './c';\nconst app = express();\napp.get('/x', look);`, 'c/index.ts': `export { show as look } from './show';`, 'c/show.ts': `export function show(req: any, res: any) { res.sendStatus(202); }` }],
  ['export * through two files', { 'app.ts': `import express from 'express';\nimport { show } from './c';\nconst app = express();\napp.get('/x', show);`, 'c/index.ts': `export * from './inner';`, 'c/inner.ts': `export * from './show';`, 'c/show.ts': `export const show = (req: any, res: any) => res.sendStatus(202);` }],
  ['a method of an instance', { 'app.ts': `import express from 'express';\nimport { C } from './c';\nconst app = express();\nconst c = new C(202);\napp.get('/x', c.show.bind(c));`, 'c.ts': `export class C { constructor(private readonly status: number) {} show(req: any, res: any) { res.sendStatus(this.status); } }` }],
  ['a method of what a class extends', { 'app.ts': `import express from 'express';\nimport { C } from './c';\nconst app = express();\nconst c = new C();\napp.get('/x', (req, res) => c.show(req, res));`, 'c.ts': `class Base { protected status = 500; show(req: any, res: any) { res.sendStatus(this.status); } }\nexport class C extends Base { protected status = 202; }` }],
  ['a static method', { 'app.ts': `import express from 'express';\nimport C from './c';\nconst app = express();\napp.get('/x', C.show);`, 'c.ts': `export default class C { static show(req: any, res: any) { res.sendStatus(202); } }` }],
  ['a wrapper of a package', { 'app.js': `${app}const wrap = require('express-async-handler');\napp.get('/x', wrap(${reply(202)}));` }],
  ['a wrapper of the application', { 'app.js': `${app}const wrap = (fn) => (req, res, next) => Promise.resolve(fn(req, res, next)).catch(next);\napp.get('/x', wrap(${reply(202)}));` }],
  ['an import that is waited for', { 'app.mjs': `import express from 'express';\nconst app = express();\nconst { show } = await import('./c.mjs');\napp.get('/x', show);`, 'c.mjs': `export const show = ${reply(202)};` }],
  ['an alias of tsconfig.json', { 'tsconfig.json': '{"compilerOptions":{"paths":{"@app/*":["./src/*"]}}}', 'src/app.ts': `import express from 'express';\nimport { show } from '@app/c';\nconst app = express();\napp.get('/x', show);`, 'src/c.ts': `export const show = (req: any, res: any) => res.sendStatus(202);` }],
  ['an alias of package.json', { 'package.json': '{"_moduleAliases":{"@c":"lib/c"}}', 'app.js': `${app}app.get('/x', require('@c/show'));`, 'lib/c/show.js': `module.exports = ${reply(202)};` }],
  ['an import of itself in a circle', { 'app.ts': `import express from 'express';\nimport { router } from './r';\nexport const ok = (req: any, res: any) => res.sendStatus(202);\nconst app = express();\napp.use(router);`, 'r.ts': `import { Router } from 'express';\nimport { ok } from './app';\nexport const router = Router();\nrouter.get('/x', (req, res) => ok(req, res));` }],
];

describe('A handler is found through', () => {
  it.each(cases)('%s', (_name, files) => {
    expect(operations(recover(files), 'replies')).toEqual({ 'GET /x': ['202: text/plain string'] });
  });
});
