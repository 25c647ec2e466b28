import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { isMainThread } from 'node:worker_threads';

// Loaded before a program: tells what it takes up, its garbage collected, when it is asked over its channel.
if (isMainThread) {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  process.on('message', () => {
    if (typeof collect === 'function') collect();
    process.send?.(process.memoryUsage());
  });
  process.channel?.unref();
}
