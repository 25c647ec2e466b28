import { z } from 'zod';
import { serializedErrorSchema, serializeError } from '../model/errors.ts';
import { demoAddressesSchema } from './addresses.ts';
import { runCommand } from './commands.ts';
import type { DemoOrganisation } from './server.ts';

/** A command on its way to the organisation. */
export const commandSchema = z.object({
  id: z.number(),
  method: z.string(),
  args: z.array(z.unknown()).default([]),
});
export type Command = z.infer<typeof commandSchema>;

/** What comes back: the addresses once it runs, then one reply for each command. */
export const reportSchema = z.union([
  z.object({ ready: demoAddressesSchema }),
  z.object({ failed: serializedErrorSchema }),
  z.object({ id: z.number(), error: serializedErrorSchema }),
  z.object({ id: z.number(), result: z.unknown().optional() }),
]);
export type Report = z.infer<typeof reportSchema>;

/** Runs one command and makes its reply. */
export async function reply(organisation: DemoOrganisation, command: Command): Promise<Report> {
  try {
    return { id: command.id, result: await runCommand(organisation, command.method, command.args) };
  } catch (error) {
    return { id: command.id, error: serializeError(error) };
  }
}
