import path from 'node:path';
import { pathToFileURL } from 'node:url';

const ROOT = path.join(import.meta.dirname, '../..');

/**
 * The program under test, by its entries: its sources, or with `MUSTER_TEST_BUILT` what was built of them. `npm test`
 * sets that after its build: commands and stores start in half the time, and what is tried is what people are given.
 */
export const PROGRAM = process.env.MUSTER_TEST_BUILT
  ? entries(path.join(ROOT, 'out/main'), { cli: 'cli.js', store: 'store-worker.js', demo: 'demo-worker.js' })
  : entries(path.join(ROOT, 'electron'), { cli: 'cli.ts', store: 'store/worker.ts', demo: 'demo/worker.ts' });

function entries(folder: string, files: { cli: string; store: string; demo: string }) {
  return {
    /** A path; the others are file URLs. */
    cli: path.join(folder, files.cli),
    storeWorker: pathToFileURL(path.join(folder, files.store)),
    demoWorker: pathToFileURL(path.join(folder, files.demo)),
  };
}
