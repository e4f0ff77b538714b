import { wire } from './wire';

const FROM = './middleware/security.js';
const REGISTERED = `import { registerRoutes } from './routes/index.js';\n`;
const IMPORTED = `${REGISTERED}import { secure } from '${FROM}';\n`;
const NEST = `import { NestFactory } from '@nestjs/core';\n`;

describe('wire', () => {
  it.each([
    ['a call', `${REGISTERED}\nregisterRoutes(app);\n`, `${IMPORTED}\nsecure(app);\nregisterRoutes(app);\n`],
    ['an awaited one', `${REGISTERED}await registerRoutes(server, { options: {} });\n`, `${IMPORTED}secure(server);\nawait registerRoutes(server, { options: {} });\n`],
    ['one in a function, with its indent', `${REGISTERED}export function make() {\n\t// why\n\tregisterRoutes(api);\n}\n`, `${IMPORTED}export function make() {\n\t// why\n\tsecure(api);\n\tregisterRoutes(api);\n}\n`],
    ['one of another name', `import { registerRoutes as mount } from './routes';\nmount(app)\n`, `import { registerRoutes as mount } from './routes';\nimport { secure } from '${FROM}'\nsecure(app)\nmount(app)\n`.replace(`security.js'\n`, `security.js';\n`).replace('secure(app)\n', 'secure(app);\n')],
    ['one on a shared line', `${REGISTERED}const app = express(); registerRoutes(app);\n`, `${IMPORTED}const app = express(); secure(app); registerRoutes(app);\n`],
    ['CRLF', `${REGISTERED}registerRoutes(app);\n`.replace(/\n/g, '\r\n'), `${IMPORTED}secure(app);\nregisterRoutes(app);\n`.replace(/\n/g, '\r\n')],
    ['a name that is taken', `${REGISTERED}const secure = true;\nregisterRoutes(app);\n`, `${REGISTERED}import { secure as secure2 } from '${FROM}';\nconst secure = true;\nsecure2(app);\nregisterRoutes(app);\n`],
    ['a call that is there', `${IMPORTED}if (a) registerRoutes(app);\n`, `${IMPORTED}if (a) registerRoutes(app);\n`],
  ])('puts secure(app) before %s', (_what, text, expected) => expect(wire('main.ts', text, 'express', FROM)).toEqual({ text: expected }));

  it.each([
    [`${NEST}const app = await NestFactory.create(AppModule);\nawait app.listen(3000);\n`, `${NEST}import { secure } from '${FROM}';\nconst app = await NestFactory.create(AppModule);\nsecure(app);\nawait app.listen(3000);\n`],
    [`${NEST}async function bootstrap() {\n  const server = await NestFactory.create<NestFastifyApplication>(AppModule, new FastifyAdapter());\n}\n`, `${NEST}import { secure } from '${FROM}';\nasync function bootstrap() {\n  const server = await NestFactory.create<NestFastifyApplication>(AppModule, new FastifyAdapter());\n  secure(server);\n}\n`],
  ])('puts it after the application of Nest', (text, expected) => expect(wire('main.ts', text, 'nest', FROM)).toEqual({ text: expected }));

  it.each([
    ['express', `${REGISTERED}if (a) registerRoutes(app);\n`, 'the call is no statement of its own', 'registerRoutes(app)'],
    ['fastify', `${REGISTERED}app.register(async (scope) => registerRoutes(scope));\n`, 'the call is no statement of its own', 'registerRoutes(scope)'],
    ['koa', `${REGISTERED}registerRoutes(new Koa());\n`, 'the application has no name there', 'registerRoutes(new'],
    ['koa', `${REGISTERED}registerRoutes(a);\nregisterRoutes(b);\n`, 'it is not the only one', 'registerRoutes(b)'],
    ['express', `${REGISTERED}registerRoutes(app); function {\n`, 'the file has a syntax error', 'registerRoutes(app)'],
    ['nest', `${NEST}(await NestFactory.create(AppModule)).listen(3000);\n`, 'the application is given no name there', 'NestFactory.create(A'],
    ['nest', `${NEST}export const make = () => NestFactory.create(AppModule);\n`, 'the application is given no name there', 'NestFactory.create(A'],
  ] as const)('leaves a file on %s alone: %j', (framework, text, problem, place) => {
    expect(wire('main.ts', text, framework, FROM)).toEqual({ problem, offset: text.indexOf(place) });
  });

  it('is not about files that start nothing', () => {
    expect(wire('a.ts', 'export const registerRoutes = 1;\nregisterRoutes(app);\n', 'express', FROM)).toBeUndefined();
    expect(wire('a.ts', `import type { NestFactory } from '@nestjs/core';\n`, 'nest', FROM)).toBeUndefined();
  });
});
