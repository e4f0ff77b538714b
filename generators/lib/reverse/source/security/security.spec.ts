import { operations, recover } from '../testing/recovered';

const express = (code: string): string => `import express from 'express';\nimport jwt from 'jsonwebtoken';\nimport { expressjwt } from 'express-jwt';\nimport passport from 'passport';\nimport basic from 'express-basic-auth';\nconst app = express();\nconst ok = (req: any, res: any) => res.sendStatus(204);\n${code}\n`;
const JWT = 'security: bearerAuth (http bearer) ~';

/** Functions before a handler, and the security they mean. */
const cases: [string, string, string[]][] = [
  ['a token that is verified', express(`const auth = (req: any, res: any, next: any) => { try { req.user = jwt.verify(req.headers.authorization.split(' ')[1], 'x'); next(); } catch { res.sendStatus(401); } };\napp.get('/x', auth, ok);`), [JWT]],
  ['a header that is asked for', express(`app.get('/x', (req, res, next) => { if (!req.headers.authorization) return res.status(401).end(); next(); }, ok);`), [JWT]],
  ['a key in a header', express(`app.get('/x', (req, res, next) => { if (req.get('X-Api-Key') !== '1') return res.status(403).end(); next(); }, ok);`), ['security: apiKeyAuth (apiKey header x-api-key) ~']],
  ['a cookie with a token', express(`app.get('/x', (req, res, next) => { try { jwt.verify(req.cookies.token, 'x'); next(); } catch { res.status(401).end(); } }, ok);`), ['security: cookieAuth (apiKey cookie token) ~']],
  ['a login session', express(`app.get('/x', (req, res, next) => { if (!req.isAuthenticated()) return res.status(401).end(); next(); }, ok);`), ['security: cookieAuth (apiKey cookie connect.sid) ~']],
  ['basic credentials', express(`app.get('/x', basic({ users: {} }), ok);`), ['security: basicAuth (http basic) ~']],
  ['express-jwt', express(`app.get('/x', expressjwt({ secret: 'x', algorithms: ['HS256'] }), ok);`), [JWT]],
  ['express-jwt that lets everybody pass', express(`app.get('/x', expressjwt({ secret: 'x', algorithms: ['HS256'], credentialsRequired: false }), ok);`), ['security: none ~', JWT]],
  ['passport', express(`app.get('/x', passport.authenticate('jwt', { session: false }), ok);`), [JWT]],
  ['a login is no guard', express(`app.get('/x', passport.authenticate('local'), ok);`), []],
  ['a whole router', express(`const r = express.Router();\nr.use(expressjwt({ secret: 'x', algorithms: ['HS256'] }));\nr.get('/x', ok);\napp.use(r);`), [JWT]],
  ['not what stands after the route', express(`app.get('/x', ok);\napp.use(expressjwt({ secret: 'x', algorithms: ['HS256'] }));`), []],
  ['not what stands at another path', express(`app.use('/y', expressjwt({ secret: 'x', algorithms: ['HS256'] }));\napp.get('/x', ok);`), []],
  ['an answer of 401 by the handler', express(`app.get('/x', (req, res) => { if (req.query.a) return res.status(401).end(); res.end(); });`), []],
  ['a hook of Fastify', `import Fastify from 'fastify';\nconst app = Fastify();\napp.addHook('onRequest', async (request) => { await request.jwtVerify(); });\napp.get('/x', async () => 1);\n`, [JWT]],
  ['a decorated check of Fastify', `import Fastify from 'fastify';\nconst app = Fastify();\napp.decorate('check', async (request) => { await request.jwtVerify(); });\napp.get('/x', { onRequest: [app.check] }, async () => 1);\n`, [JWT]],
  ['koa-jwt', `import Koa from 'koa';\nimport Router from '@koa/router';\nimport jwt from 'koa-jwt';\nconst app = new Koa();\nconst router = new Router();\napp.use(jwt({ secret: 'x' }));\nrouter.get('/x', (ctx) => { ctx.status = 204; });\napp.use(router.routes());\n`, [JWT]],
  ['a guard of Nest', `import { Controller, Get, Module, UseGuards } from '@nestjs/common';\nimport { AuthGuard } from '@nestjs/passport';\nimport { NestFactory } from '@nestjs/core';\n@UseGuards(AuthGuard('jwt')) @Controller() class C { @Get('x') x() {} }\n@Module({ controllers: [C] }) class A {}\nNestFactory.create(A);\n`, [JWT]],
  ['what decorators of swagger declare', `import { Controller, Get, Module } from '@nestjs/common';\nimport { ApiBearerAuth } from '@nestjs/swagger';\nimport { NestFactory } from '@nestjs/core';\n@ApiBearerAuth('token') @Controller() class C { @Get('x') x() {} }\n@Module({ controllers: [C] }) class A {}\nNestFactory.create(A);\n`, ['security: token (http bearer)']],
];

describe('Security', () => {
  it.each(cases)('%s', (_name, code, expected) => {
    expect(operations(recover(code), 'security')['GET /x']).toEqual(expected);
  });
});
