// Runs in a worker thread, from source too (Node strips the types), so it imports nothing of ours.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';

interface Prettier {
  format(text: string, options: object): Promise<string>;
  resolveConfig(file: string, options: object): Promise<object | null>;
  getFileInfo(file: string, options: object): Promise<{ ignored: boolean; inferredParser: string | null }>;
}

const { prettier: entry, root } = workerData as { prettier: string; root: string };
const prettier = createRequire(entry)(entry) as Prettier;
const ignorePath = ['.prettierignore', '.gitignore'].map((name) => path.join(root, name)).filter((file) => existsSync(file));

parentPort?.on('message', ({ id, file, text }: { id: number; file: string; text: string }) => {
  format(file, text).then(
    (formatted) => parentPort?.postMessage({ id, text: formatted }),
    (error: Error) => parentPort?.postMessage({ id, problem: error.message.split('\n')[0] }),
  );
});

async function format(file: string, text: string): Promise<string> {
  const { ignored, inferredParser } = await prettier.getFileInfo(file, { ignorePath: ignorePath.length > 1 ? ignorePath : ignorePath[0] });
  if (ignored || inferredParser === null) return text;
  const config = await prettier.resolveConfig(file, { editorconfig: true });
  return prettier.format(text, { ...config, filepath: file });
}
