import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';

/** Starts a Nest application; says its port. */
export async function start(parts, { fastify, prepare }) {
  class AppModule {}
  Module(parts)(AppModule);
  const app = await (fastify ? NestFactory.create(AppModule, new FastifyAdapter(fastify), { logger: ['error'] }) : NestFactory.create(AppModule, { logger: ['error'] }));
  prepare?.(app);
  await app.listen(0, '127.0.0.1');
  console.log(`listening ${app.getHttpServer().address().port}`);
}
