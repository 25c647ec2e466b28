import { z } from 'zod';

// Each of Vitest’s workers has a number, from 1; scripts/test.ts has started a session for each.
const { MUSTER_SESSIONS: sessions, VITEST_POOL_ID: worker } = process.env;
if (sessions !== undefined) {
  const all = z.array(z.record(z.string(), z.string())).parse(JSON.parse(sessions));
  const own = all[Number(worker) - 1];
  if (own === undefined) throw new Error(`There is no session for worker ${worker} of ${all.length}.`);
  Object.assign(process.env, own);
}
