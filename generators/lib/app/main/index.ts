import type { Code } from '../../code';
import type { Framework } from '../../emit/context';
import { expressMain } from './express';
import { fastifyMain } from './fastify';
import { koaMain } from './koa';
import { nestMain } from './nest';

/** `src/main.ts` of each framework: starts the server, and ends it when it is told to. */
export const MAINS: Readonly<Record<Framework, (port: number) => Code>> = { express: expressMain, fastify: fastifyMain, koa: koaMain, nest: nestMain };
