import type { Figure } from './figure.ts';

/** `node test/bench/main.ts [NAME …]`: all benchmarks, or those named; one JSON line a figure. */
const BENCHES: Readonly<Record<string, () => Promise<Figure[]>>> = {
  sync: async () => (await import('./sync.ts')).benchSync(),
  memory: async () => (await import('./memory.ts')).benchMemory(),
  search: async () => (await import('./search.ts')).benchSearch(),
  bridge: async () => (await import('./bridge.ts')).benchBridge(),
  history: async () => {
    const [cost, past] = await Promise.all([import('./history.ts'), import('./past.ts')]);
    return [...(await cost.benchHistoryCost()), ...(await past.benchPast())];
  },
  overview: async () => (await import('./overview.ts')).benchOverview(),
  invitations: async () => (await import('./invitations.ts')).benchInvitations(),
  portal: async () => (await import('./portal.ts')).benchPortal(),
  apple: async () => (await import('./apple.ts')).benchApple(),
  start: async () => (await import('./start.ts')).benchStart(),
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !Object.hasOwn(BENCHES, name));
if (unknown.length > 0) {
  console.error(`There is no benchmark ${unknown.join(', ')}: choose ${Object.keys(BENCHES).join(', ')}.`);
  process.exit(2);
}
let missed = 0;
for (const [name, bench] of Object.entries(BENCHES)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  process.stderr.write(`── ${name}\n`);
  for (const figure of await bench()) {
    console.log(JSON.stringify(figure));
    if (!figure.ok) missed += 1;
  }
}
process.exitCode = missed === 0 ? 0 : 1;
