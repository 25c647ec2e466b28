// `npm run -s muster -- …`: the command line as built, or straight from its source in a fresh checkout.
import { existsSync } from 'node:fs';
import path from 'node:path';

const root = path.dirname(import.meta.dirname);
const entry = [path.join(root, 'out/main/cli.js'), path.join(root, 'electron/cli.ts')].find(existsSync);
process.argv[1] = entry;
await import(entry);
