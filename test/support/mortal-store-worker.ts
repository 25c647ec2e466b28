import { parentPort, workerData } from 'node:worker_threads';
import { PROGRAM } from './program.ts';

// A store whose writing thread can be made to die, as a lack of memory would: setting the key `die` ends it.
if (workerData.role === 'writer') {
  parentPort?.on('message', (message: unknown) => {
    if (JSON.stringify(message).includes('"die"')) process.exit(1);
  });
}
await import(PROGRAM.storeWorker.href);
