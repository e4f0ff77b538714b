/** Source of a program that prints what @nestjs/swagger makes of a generated application. `dtos`: and of the DTO classes of these files. */
export function documentationMain(adapter: 'express' | 'fastify', initialized: boolean, dtos: readonly string[] = []): string {
  const fastify = adapter === 'fastify';
  return [
    "import { Module } from '@nestjs/common';",
    "import { NestFactory } from '@nestjs/core';",
    "import { SwaggerModule } from '@nestjs/swagger';",
    ...(fastify ? ["import { FastifyAdapter } from '@nestjs/platform-fastify';"] : []),
    "import { documentation } from './middleware/documentation.js';",
    `import { RoutesModule${fastify ? ', fastifyOptions' : ''} } from './routes/routes.module.js';`,
    ...dtos.map((file, i) => `import * as dto${i} from './middleware/validators/dto/${file}.js';`),
    '@Module({ imports: [RoutesModule] })',
    'class AppModule {}',
    `const app = await NestFactory.create<any>(AppModule, ${fastify ? 'new FastifyAdapter(fastifyOptions as object), ' : ''}{ logger: ['error', 'warn'] });`,
    ...(initialized ? ['await app.init();'] : []),
    `const classes: any[] = [${dtos.map((_, i) => `...Object.values(dto${i})`).join(', ')}];`,
    "const document = SwaggerModule.createDocument(app, documentation);",
    "const ofClasses = classes.length === 0 ? {} : SwaggerModule.createDocument(app, { ...documentation, components: {} }, { include: [class {}], extraModels: classes }).components;",
    'process.stdout.write(JSON.stringify({ document, ofClasses }));',
    'await app.close();',
    '',
  ].join('\n');
}
