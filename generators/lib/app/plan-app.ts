import path from 'node:path';
import type { Framework } from '../emit/context';
import { MAINS } from './main';
import { appModule } from './main/nest';
import type { AppSettings } from './settings';
import { starterDocument } from './starter-document';
import { tsconfigOf } from './tsconfig';

/** What an application is made of before its routes are written; all of it is yours from then on. */
export interface AppPlan {
  /** Content by path from the workspace's root. */
  readonly files: Readonly<Record<string, string>>;
  readonly targets: Readonly<Record<string, object>>;
  /** Packages that `main.ts` imports, beyond those of the routes. */
  readonly packages: readonly string[];
}

/** Packages of the framework that no generated file imports: it loads them itself, or only main.ts does. */
const PACKAGES: Readonly<Record<Framework, readonly string[]>> = {
  express: ['express'], fastify: ['fastify'], koa: ['koa'],
  nest: ['@nestjs/common', '@nestjs/core', '@nestjs/platform-express', 'reflect-metadata', 'rxjs'],
};

export function planApp(settings: AppSettings): AppPlan {
  const { name, root, framework, port, starter } = settings;
  const at = (file: string): string => path.posix.join(root, file);
  const json = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;
  return {
    files: {
      [at('package.json')]: json({ name, private: true, type: 'module' }),
      [at('tsconfig.json')]: json(tsconfigOf(settings)),
      ...(starter && { [at('openapi.yaml')]: starterDocument(name) }),
      ...(framework === 'nest' && { [at('src/app.module.ts')]: `${appModule}\n` }),
      [at('src/main.ts')]: `${MAINS[framework](port)}\n`,
    },
    targets: {
      build: { command: `tsc -p ${root}`, cache: true, inputs: ['default', '^default'], outputs: ['{projectRoot}/dist'] },
      serve: {
        command: `node ${root}/dist/main.js`, continuous: true, dependsOn: ['build'],
        // Load tests ask there.
        ...(port !== DEFAULT_PORT && { options: { env: { PORT: String(port) } } }),
      },
    },
    packages: [...PACKAGES[framework], 'typescript'],
  };
}

/** Where the inferred load test looks for a server that names no port. */
export const DEFAULT_PORT = 3000;
