import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { Program } from '../support/served/program.ts';

/** What a program takes up, in bytes, its garbage collected. */
const weightSchema = z.object({
  rss: z.number(),
  heapUsed: z.number(),
  external: z.number(),
  arrayBuffers: z.number(),
});
export type Weight = z.infer<typeof weightSchema>;

/** Asks a program that was started with `weigh.ts` (and a channel) what it takes up. */
export async function weightOf({ child }: Program): Promise<Weight> {
  const told = once(child, 'message');
  child.send('weigh');
  const [weight] = await told;
  return weightSchema.parse(weight);
}

/** Where a secret stands that must not: files of the workspace, and what the program said. */
export function secretsFound(folder: string, program: Program, secrets: ReadonlySet<string>): string[] {
  const texts = new Map<string, string>([
    ['standard output', program.lines.join('\n')],
    ['standard error', program.errors()],
  ]);
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }))
    if (entry.isFile())
      texts.set(entry.name, readFileSync(path.join(entry.parentPath, entry.name), 'latin1'));
  return [...texts].flatMap(([name, text]) =>
    [...secrets]
      .filter((secret) => secret.length > 5 && text.includes(secret))
      .map((secret) => `${secret.slice(0, 4)}… in ${name}`),
  );
}
