import { operations, recover } from '../testing/recovered';

const express = (handler: string): string => `import express from 'express';\nimport createError from 'http-errors';\nimport Boom from '@hapi/boom';\nimport { StatusCodes } from 'http-status-codes';\nconst app = express();\nclass AppError extends Error { constructor(message: string, readonly statusCode: number) { super(message); } }\nclass NotFoundError extends Error {}\ndeclare const load: any;\napp.get('/x', ${handler});\n`;
const fastify = (handler: string): string => `import Fastify from 'fastify';\nconst app = Fastify();\ndeclare const load: any;\napp.get('/x', ${handler});\n`;
const koa = (handler: string): string => `import Koa from 'koa';\nimport Router from '@koa/router';\nconst app = new Koa();\nconst router = new Router();\ndeclare const load: any;\nrouter.get('/x', ${handler});\napp.use(router.routes());\n`;
const nest = (method: string, head = ''): string => `import { Controller, Get, HttpCode, Module, NotFoundException, HttpException, HttpStatus, Redirect, Res } from '@nestjs/common';\nimport { NestFactory } from '@nestjs/core';\ndeclare const load: any;\n${head}@Controller() class C { @Get('x') ${method} }\n@Module({ controllers: [C] }) class A {}\nNestFactory.create(A).then((a) => a.listen(1));\n`;

/** What a handler does, and the replies that are told of it. */
const cases: [string, string, string[]][] = [
  ['res.json', express('(req, res) => res.json({ id: 1, name: "x" })'), ['200: {id*: number, name*: string}']],
  ['res.status().json', express('(req, res) => res.status(201).json({ id: 1 })'), ['201: {id*: number}']],
  ['a status by name', express('(req, res) => res.status(StatusCodes.CREATED).end()'), ['201']],
  ['res.sendStatus', express('(req, res) => res.sendStatus(204)'), ['204']],
  ['one of two statuses', express('(req, res) => res.status(req.query.a ? 200 : 202).end()'), ['200', '202']],
  ['branches', express('(req, res) => { if (!load()) return res.status(404).json({ error: "none" }); res.json([1]); }'), ['200: number[]', '404: {error*: string}']],
  ['a status that is computed', express('(req, res) => res.status(load()).end()'), ['default ~']],
  ['res.redirect', express('(req, res) => res.redirect(301, "/y")'), ['301']],
  ['a text', express('(req, res) => res.type("text/plain").send("x")'), ['200: text/plain string']],
  ['a file', express('(req, res) => res.sendFile("/x")'), ['200: application/octet-stream string binary']],
  ['http-errors', express('(req, res, next) => next(createError(404, "none"))'), ['404 ~']],
  ['http-errors by name', express('(req, res) => { throw new createError.Conflict(); }'), ['409 ~']],
  ['boom', express('(req, res, next) => next(Boom.unauthorized())'), ['401 ~']],
  ['an error class with a status', express('(req, res, next) => next(new AppError("no", 422))'), ['422 ~']],
  ['an error class with a name', express('(req, res) => { throw new NotFoundError(); }'), ['404 ~']],
  ['an error with a status that is set', express('(req, res, next) => { const e: any = new Error(); e.status = 410; next(e); }'), ['410 ~']],
  ['a reply in a promise', express('(req, res) => load().then((x: { n: number }) => res.json(x)).catch(() => res.status(500).end())'), ['200: {n*: number}', '500']],
  ['nothing that is seen', express('load'), ['default ~']],
  ['Fastify: a value that is returned', fastify('async () => ({ ok: true })'), ['200: {ok*: boolean}']],
  ['Fastify: reply.code().send', fastify('(request, reply) => { reply.code(201).send({ id: 1 }); }'), ['201: {id*: number}']],
  ['Fastify: a code before the value', fastify('async (request, reply) => { reply.code(202); return { id: 1 }; }'), ['202: {id*: number}']],
  ['Fastify: @fastify/sensible', fastify('async (request, reply) => { if (load()) return reply.notFound(); return null; }'), ['200', '404 ~']],
  ['Koa: ctx.body', koa('(ctx) => { ctx.body = { id: 1 }; }'), ['200: {id*: number}']],
  ['Koa: ctx.status', koa('(ctx) => { ctx.status = 201; ctx.body = { id: 1 }; }'), ['201: {id*: number}']],
  ['Koa: ctx.throw', koa('(ctx) => { ctx.throw(409, "taken"); }'), ['409 ~']],
  ['Koa: ctx.assert', koa('(ctx) => { ctx.assert(load(), 403); ctx.status = 204; }'), ['204', '403 ~']],
  ['Nest: a value that is returned', nest('x() { return { id: 1 }; }'), ['200: {id*: number}']],
  ['Nest: the type that is declared', nest('x(): Promise<{ id: string }> { return load(); }'), ['200: {id*: string}']],
  ['Nest: @HttpCode', nest('@HttpCode(202) x() {}'), ['202']],
  ['Nest: exceptions', nest('x() { if (load()) throw new NotFoundException(); if (load()) throw new HttpException("x", HttpStatus.CONFLICT); }'), ['200', '404 ~', '409 ~']],
  ['Nest: nothing but an exception', nest('x() { throw new NotFoundException(); }'), ['404 ~']],
  ['Fastify: nothing but an exception', fastify('async () => { throw Object.assign(new Error(), { statusCode: 503 }); }'), ['503 ~']],
  ['Nest: the response of Express', nest('x(@Res() res: any) { res.status(203).json({ id: 1 }); }'), ['203: {id*: number}']],
];

describe('Replies', () => {
  it.each(cases)('%s', (_name, code, expected) => {
    expect(operations(recover(code), 'replies')['GET /x']).toEqual(expected);
  });
});
