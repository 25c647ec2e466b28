import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { openTestStore } from '../store-fixtures.ts';
import { pushOver } from './push-program.ts';

/** A program that pushes what is due until it is killed: `node push-child.ts <file with its options>`. */
const optionsSchema = z.object({
  file: z.string(),
  endpoint: z.object({ host: z.string(), port: z.number(), authority: z.string() }),
  secrets: z.array(z.tuple([z.string(), z.string()])),
});
const { file, endpoint, secrets } = optionsSchema.parse(
  JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')),
);
pushOver(await openTestStore(file), endpoint, new Map(secrets)).start();
