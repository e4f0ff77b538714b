import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { childEnv } from './run';
import { mainSource, type Framework } from './server-main';
import { transpile } from './transpile';

export interface Server {
  readonly origin: string;
  readonly pid: number;
  /** Everything it wrote to stderr so far. */
  errors(): string;
  /** Exit code, once it ended; null while it runs. */
  exitCode(): number | null;
  stop(): Promise<void>;
}

export interface BootOptions {
  readonly type?: 'module' | 'commonjs';
  /** Let everyone past every authenticator; default true. */
  readonly openDoors?: boolean;
  /** `options` of `registerRoutes`. */
  readonly routes?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly nodeFlags?: readonly string[];
}

/** Nothing may be compiled at run time: by Node's own flag where the framework itself starts under it, else by a guard around our code. */
const NO_CODE_GENERATION: Record<Framework, readonly string[]> = {
  express: ['--disallow-code-generation-from-strings'],
  fastify: ['--require', path.join(__dirname, 'no-code-generation.cjs')],
  koa: ['--require', path.join(__dirname, 'no-code-generation.cjs')],
  nest: ['--require', path.join(__dirname, 'no-code-generation.cjs')],
  'nest-fastify': ['--require', path.join(__dirname, 'no-code-generation.cjs')],
};

/**
 * Boots the server of generated sources: writes a `main.ts` beside `routes/`, strips types into
 * `<folder>/../built`, starts it, forbidden to compile anything, and waits for its port.
 * @param folder holds routes/, middleware/ and types/; a node_modules stands above it
 */
export async function bootServer(folder: string, framework: Framework, options: BootOptions = {}): Promise<Server> {
  const type = options.type ?? 'module';
  const doors = (options.openDoors ?? true) && existsSync(path.join(folder, 'middleware', 'authenticators.ts'));
  writeFileSync(path.join(folder, 'main.ts'), mainSource(framework, type === 'module' ? '.js' : '', doors));
  const built = path.join(path.dirname(folder), 'built');
  mkdirSync(built, { recursive: true });
  transpile(folder, built, type);
  return startServer(path.join(built, 'main.js'), { ...options, nodeFlags: [...NO_CODE_GENERATION[framework], ...(options.nodeFlags ?? [])] });
}

/** Starts an entry file that prints `listening <port>`. */
export async function startServer(main: string, { routes = {}, env = {}, nodeFlags = [] }: BootOptions = {}): Promise<Server> {
  const child = spawn('node', [...nodeFlags, main], {
    cwd: path.dirname(main),
    env: childEnv({ ROUTES_OPTIONS: JSON.stringify(routes), ...env }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const port = await listeningPort(child, () => errors);
  return {
    origin: `http://127.0.0.1:${port}`,
    pid: child.pid!,
    errors: () => errors,
    exitCode: () => child.exitCode,
    stop: () => stop(child),
  };
}

function listeningPort(child: ChildProcess, errors: () => string): Promise<number> {
  return new Promise((resolve, reject) => {
    let output = '';
    const timer = setTimeout(() => fail('did not listen within 60 s'), 60_000);
    const fail = (why: string) => {
      clearTimeout(timer);
      child.kill('SIGKILL');
      reject(new Error(`server ${why}\n${output}\n${errors()}`));
    };
    child.stdout!.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      const port = /listening (\d+)/.exec(output)?.[1];
      if (port === undefined) return;
      clearTimeout(timer);
      resolve(Number(port));
    });
    child.once('exit', (code, signal) => fail(`ended with ${code ?? signal}`));
    child.once('error', (error) => fail(error.message));
  });
}

function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
    setTimeout(() => child.kill('SIGKILL'), 3000).unref();
  });
}
