import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { serializeError } from '../model/errors.ts';
import { type Fault, faultSchema } from './faults.ts';
import { type DemoOptions, demoOptionsSchema } from './options.ts';
import { type DemoOrganisation, startDemoOrganisation } from './server.ts';
import { commandSchema, type Report, reply } from './wire.ts';

/**
 * Runs a demo organisation as a process of its own:
 *
 *     node electron/demo/main.ts --devices 100000 --seed x --port 0 --frozen --fault name=rateLimit,times=3
 *
 * Prints one line of JSON with its addresses (`{"ready":{…}}`, or `{"failed":{…}}`), then answers commands
 * that come as lines of JSON (`{"id":1,"method":"addDevices","args":[5]}`). It ends with its input, so that
 * it never outlives whoever started it; with `--stay` it does not.
 */
const { values } = parseArgs({
  options: {
    devices: { type: 'string' },
    seed: { type: 'string' },
    port: { type: 'string' },
    domain: { type: 'string' },
    'customer-id': { type: 'string' },
    'max-results': { type: 'string' },
    'list-deprovisioned': { type: 'boolean' },
    gzip: { type: 'boolean' },
    frozen: { type: 'boolean' },
    obedient: { type: 'boolean' },
    'state-file': { type: 'string' },
    stay: { type: 'boolean' },
    fault: { type: 'string', multiple: true },
  },
});

function number(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number(text);
}

function options(): DemoOptions {
  return demoOptionsSchema.parse({
    devices: number(values.devices),
    seed: values.seed,
    port: number(values.port),
    domain: values.domain,
    customerId: values['customer-id'],
    maxResults: number(values['max-results']),
    listDeprovisioned: values['list-deprovisioned'],
    gzip: values.gzip,
    frozen: values.frozen,
    obedient: values.obedient,
    stateFile: values['state-file'],
  });
}

/** Reads `name=rateLimit,times=3`; numbers are numbers, everything else is text. */
function fault(text: string): Fault {
  const pairs = text.split(',').map((pair) => pair.split('='));
  const fields = pairs.map(([name = '', value = '']) => [
    name,
    /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value,
  ]);
  return faultSchema.parse(Object.fromEntries(fields));
}

function print(report: Report): void {
  process.stdout.write(`${JSON.stringify(report)}\n`);
}

function obey(organisation: DemoOrganisation): void {
  const lines = createInterface({ input: process.stdin });
  lines.on('line', (line) => {
    void Promise.resolve(line)
      .then((text) => reply(organisation, commandSchema.parse(JSON.parse(text))))
      .then(print, (error: unknown) => print({ failed: serializeError(error) }));
  });
  if (values.stay !== true) lines.on('close', () => void organisation.stop());
}

try {
  const faults = (values.fault ?? []).map(fault);
  const organisation = await startDemoOrganisation(options());
  for (const one of faults) organisation.control.setFault(one);
  obey(organisation);
  print({ ready: organisation.addresses });
} catch (error) {
  print({ failed: serializeError(error) });
  process.exitCode = 1;
}
