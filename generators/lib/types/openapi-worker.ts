import { parentPort, workerData } from 'node:worker_threads';
import { printTypes } from './print-types';

/** A worker thread's entry: document as JSON text in, types as text out. */
parentPort?.postMessage(printTypes(workerData as string));
