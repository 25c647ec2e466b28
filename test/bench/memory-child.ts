import path from 'node:path';
import { z } from 'zod';
import { demoAddressesSchema } from '../../electron/demo/addresses.ts';
import { serviceAccountKeySchema } from '../../electron/demo/oauth/keys.ts';
import { openMuster, withFolder } from './muster.ts';

/** Syncs the organisation named in the first argument and prints the peak of this process's memory in MB. */
const account = z
  .object({ addresses: demoAddressesSchema, key: serviceAccountKeySchema })
  .parse(JSON.parse(process.argv[2] ?? ''));

const milliseconds = await withFolder(async (folder) => {
  const muster = await openMuster(path.join(folder, 'data'), account);
  try {
    const begin = performance.now();
    await muster.sync();
    return performance.now() - begin;
  } finally {
    await muster.close();
  }
});
const peak = process.resourceUsage().maxRSS / 1024;
process.stdout.write(`${JSON.stringify({ peak, seconds: milliseconds / 1000 })}\n`);
