import { spawn } from 'node:child_process';

/** Starts a built app on a free port of 127.0.0.1 and waits until it says `listening <port>`. */
export function startServer(main) {
  const child = spawn(process.execPath, [main], { env: { ...process.env, PORT: '0' }, stdio: ['ignore', 'pipe', 'inherit'] });
  return new Promise((resolve, reject) => {
    let output = '';
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`${main} ended with ${code}`)));
    child.stdout.setEncoding('utf8').on('data', (text) => {
      output += text;
      const port = /listening on \S+?:(\d+)/.exec(output)?.[1];
      if (port !== undefined) resolve({ origin: `http://127.0.0.1:${port}`, stop: () => stop(child) });
    });
  });
}

function stop(child) {
  return new Promise((resolve) => {
    child.removeAllListeners('exit');
    child.once('exit', resolve);
    child.kill('SIGTERM');
    setTimeout(() => child.kill('SIGKILL'), 3000).unref();
  });
}
