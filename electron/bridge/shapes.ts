import { z } from 'zod';
import { serializedErrorSchema, storeConditionSchema, workspaceSchema } from './domain.ts';

/** All workspaces, and the one that is open. */
export const workspaceStateSchema = z.object({
  workspaces: z.array(workspaceSchema),
  current: workspaceSchema.nullable(),
  condition: storeConditionSchema.nullable(),
  /** The workspace that could not be opened, and why. */
  failed: z.object({ workspace: workspaceSchema, error: serializedErrorSchema }).nullable(),
});
export type WorkspaceState = z.infer<typeof workspaceStateSchema>;

/** How the secrets of the open workspace are protected, and what the admin must do first, if anything. */
export const vaultStateSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready'), protection: z.enum(['keychain', 'passphrase']) }),
  z.object({ kind: z.literal('needs_new_passphrase') }),
  z.object({ kind: z.literal('locked') }),
  /** Without a keychain within reach, starting in the desktop session may bring the key back. */
  z.object({ kind: z.literal('key_missing'), keychainAvailable: z.boolean() }),
]);
export type VaultState = z.infer<typeof vaultStateSchema>;

export const exportResultSchema = z.object({ path: z.string(), rows: z.int(), bytes: z.int() });
export type ExportResult = z.infer<typeof exportResultSchema>;

/** The switches of the demo organisation: what it can be told to do wrong. */
export const demoControlsSchema = z.object({
  address: z.string(),
  devices: z.int(),
  /** Its mail server on this computer, and the page with the mails that arrived. */
  mail: z.object({
    port: z.int(),
    from: z.object({ name: z.string(), address: z.string() }),
    mailbox: z.string(),
  }),
  faults: z.array(z.object({ name: z.string(), on: z.boolean() })),
});
