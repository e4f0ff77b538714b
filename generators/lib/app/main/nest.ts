import { code } from '../../code';
import type { Code } from '../../code';
import { address, closeOnSignals } from './listen';

export function nestMain(port: number): Code {
  return code`import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module.js';

const app = await NestFactory.create(AppModule);

${address(port)}
await app.listen(port, host);
console.log(\`listening on http://\${host}:\${port}\`);
${closeOnSignals}`;
}

/** The application's own module; the routes' is imported into it when they are written. */
export const appModule: Code = code`import { Module } from '@nestjs/common';

@Module({ imports: [] })
export class AppModule {}`;
