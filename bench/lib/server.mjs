import { spawn } from 'node:child_process';

/** Starts a server that prints `listening <port>`; says how long that took. */
export function startServer(main, args = [], env = {}) {
  const start = performance.now();
  const child = spawn(process.execPath, [main, ...args], { env: { ...process.env, NODE_ENV: 'production', ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stderr.setEncoding('utf8').on('data', (text) => (output += text));
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => fail('did not listen within 180 s'), 180_000);
    const fail = (why) => {
      clearTimeout(timer);
      child.kill('SIGKILL');
      reject(new Error(`${main} ${why}\n${output.slice(-2000)}`));
    };
    child.once('error', (error) => fail(error.message));
    child.once('exit', (code) => fail(`ended with ${code}`));
    child.stdout.setEncoding('utf8').on('data', (text) => {
      output += text;
      const port = /listening (\d+)/.exec(output)?.[1];
      if (port === undefined) return;
      clearTimeout(timer);
      resolve({ origin: `http://127.0.0.1:${port}`, pid: child.pid, startMs: performance.now() - start, stop: () => stop(child) });
    });
  });
}

function stop(child) {
  return new Promise((resolve) => {
    child.removeAllListeners('exit');
    if (child.exitCode !== null) return resolve();
    child.once('exit', resolve);
    child.kill('SIGTERM');
    setTimeout(() => child.kill('SIGKILL'), 3000).unref();
  });
}
