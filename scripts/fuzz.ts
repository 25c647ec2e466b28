import path from 'node:path';
import { root, run } from './process.ts';
import { endWithSignals, explain } from './terminal.ts';

// `npm run fuzz` talks to a real listener as nobody should; `npm run fuzz -- --seed 7 --requests 5000` otherwise.
endWithSignals();
const args = [path.join(root, 'test/fuzz/main.ts'), ...process.argv.slice(2)];
process.exitCode = await run(process.execPath, args).catch(explain);
