import { parentPort, workerData } from 'node:worker_threads';
import { serializeError } from '../model/errors.ts';
import { demoOptionsSchema } from './options.ts';
import { startDemoOrganisation } from './server.ts';
import { commandSchema, type Report, reply } from './wire.ts';

/** The inside of the worker thread in which `host.ts` runs an organisation. */
async function run(report: (message: Report) => void, listen: (heard: (message: unknown) => void) => void) {
  const organisation = await startDemoOrganisation(demoOptionsSchema.parse(workerData));
  listen((message) => {
    void reply(organisation, commandSchema.parse(message)).then(report);
  });
  report({ ready: organisation.addresses });
}

const port = parentPort;
if (port !== null) {
  const report = (message: Report): void => port.postMessage(message);
  run(report, (heard) => port.on('message', heard)).catch((error: unknown) =>
    report({ failed: serializeError(error) }),
  );
}
