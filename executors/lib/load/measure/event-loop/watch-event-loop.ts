import { mkdtempSync, rmSync } from 'node:fs';
import type { Socket } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { EventLoop, LoopReading } from './event-loop';
import { toEventLoop } from './event-loop';
import { withPreload } from './node-options';

/** Asks the Node processes of a server how their event loops did from `begin` to `end`. */
export interface LoopMeter {
  begin(): Promise<void>;
  /** Of the busiest: npm and other managers of processes are Node processes too. Undefined where none can tell. */
  end(elapsedMs: number): Promise<EventLoop | undefined>;
}

/** A place where a server's processes report. */
export interface LoopWatch {
  readonly meter: LoopMeter;
  /** What a server is to be started with. */
  environment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv;
  /** Whether a server names the module that was put before it: as Node does where it may not read that. */
  isNamedIn(output: string | undefined): boolean;
  close(): void;
}

/** Compiled, or from source (tests), where Node strips the types. */
const PRELOAD = path.join(__dirname, `preload${path.extname(__filename)}`);
/** A loop that does not come round in this time does not tell. */
const PATIENCE_MS = 3000;
/** Of a socket's path, on macOS 104 bytes. */
const LONGEST_FOLDER = 60;

/** Opens it; undefined where that is not possible. */
export async function watchEventLoop(): Promise<LoopWatch | undefined> {
  if (process.platform === 'win32') return undefined; // nor are CPU time and memory known there
  const folder = mkdtempSync(path.join(Buffer.byteLength(tmpdir()) > LONGEST_FOLDER ? '/tmp' : tmpdir(), 'backend-loop-'));
  const address = path.join(folder, 'run.sock');
  const processes = new Set<Process>();
  const server = createServer((socket) => {
    const one = follow(socket.unref());
    processes.add(one);
    socket.once('close', () => processes.delete(one));
  });
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  process.once('exit', remove);
  const close = (): void => {
    server.close();
    processes.forEach((one) => one.leave());
    process.off('exit', remove);
    remove();
  };
  const listens = await new Promise<boolean>((resolve) => server.once('error', () => resolve(false)).listen(address, () => resolve(true)));
  server.unref();
  if (!listens) return void close();
  return {
    meter: meterOf(processes), close,
    environment: (env) => ({ ...env, NODE_OPTIONS: withPreload(env['NODE_OPTIONS'], PRELOAD), BACKEND_LOADTEST_EVENT_LOOP: address }),
    isNamedIn: (output) => output !== undefined && output.includes(PRELOAD),
  };
}

function meterOf(processes: ReadonlySet<Process>): LoopMeter {
  let begun: Process[] = [];
  return {
    async begin() {
      const all = [...processes];
      const answers = await Promise.all(all.map((one) => one.ask('b')));
      begun = all.filter((_, at) => answers[at] !== undefined);
    },
    async end(elapsedMs) {
      const answers = await Promise.all(begun.map((one) => one.ask('e')));
      // A loop that is blocked now may be the one to speak of: without it, no other is the busiest.
      if (begun.some((one, at) => answers[at] === undefined && processes.has(one))) return undefined;
      const loops = answers.flatMap((answer) => (answer === undefined ? [] : [toEventLoop(JSON.parse(answer) as LoopReading, elapsedMs)]));
      return loops.sort((a, b) => b.utilization - a.utilization)[0];
    },
  };
}

/** A process that reports. */
interface Process {
  /** Its answer, a line; undefined where it ends, or takes too long. */
  ask(command: 'b' | 'e'): Promise<string | undefined>;
  leave(): void;
}

function follow(socket: Socket): Process {
  const waiting: ((line: string | undefined) => void)[] = [];
  let text = '';
  socket.setEncoding('utf8').on('data', (chunk: string) => {
    const lines = (text + chunk).split('\n');
    text = lines.pop()!;
    for (const line of lines) waiting.shift()?.(line);
  });
  socket.on('error', () => undefined);
  socket.once('close', () => waiting.splice(0).forEach((resolve) => resolve(undefined)));
  return {
    ask: (command) => new Promise((resolve) => {
      if (socket.destroyed) return resolve(undefined);
      const timer = setTimeout(() => resolve(undefined), PATIENCE_MS);
      waiting.push((line) => (clearTimeout(timer), resolve(line)));
      socket.write(command);
    }),
    leave: () => socket.destroy(),
  };
}
