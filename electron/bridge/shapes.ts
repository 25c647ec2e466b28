import { z } from 'zod';
import { endpointOverrideSchema, storeConditionSchema, workspaceSchema } from './domain.ts';

/** All workspaces, and the one that is open. */
export const workspaceStateSchema = z.object({
  workspaces: z.array(workspaceSchema),
  current: workspaceSchema.nullable(),
  condition: storeConditionSchema.nullable(),
});
export type WorkspaceState = z.infer<typeof workspaceStateSchema>;

/** How the secrets of the open workspace are protected, and what the admin must do first, if anything. */
export const vaultStateSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready'), protection: z.enum(['keychain', 'passphrase']) }),
  z.object({ kind: z.literal('needs_new_passphrase') }),
  z.object({ kind: z.literal('locked') }),
  z.object({ kind: z.literal('key_missing') }),
]);
export type VaultState = z.infer<typeof vaultStateSchema>;

/** `stored` signs in again with the client of the existing connection; `demo` with the stand-in's. */
export const signInInputSchema = z.object({
  client: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('own'), clientId: z.string().max(300), clientSecret: z.string().max(300) }),
    z.object({ kind: z.literal('stored') }),
    z.object({ kind: z.literal('demo') }),
  ]),
  endpoints: endpointOverrideSchema.nullable(),
});
export type SignInInput = z.infer<typeof signInInputSchema>;

/** A key file the admin picked, without its secret. */
export const keyFileSchema = z.object({
  keyHandle: z.string(),
  fileName: z.string(),
  clientEmail: z.string(),
  clientId: z.string(),
  projectId: z.string().nullable(),
});
export type KeyFile = z.infer<typeof keyFileSchema>;

export const deletionPreviewSchema = z.object({
  devices: z.int(),
  runs: z.int(),
  orgUnits: z.int(),
  secrets: z.int(),
  /** False when there is nothing at Google that could be revoked (service accounts). */
  revocable: z.boolean(),
});
export type DeletionPreview = z.infer<typeof deletionPreviewSchema>;

export const exportResultSchema = z.object({ path: z.string(), rows: z.int(), bytes: z.int() });
export type ExportResult = z.infer<typeof exportResultSchema>;

/** The switches of the demo organisation: what it can be told to do wrong. */
export const demoControlsSchema = z.object({
  address: z.string(),
  devices: z.int(),
  faults: z.array(z.object({ name: z.string(), on: z.boolean() })),
});
export type DemoControls = z.infer<typeof demoControlsSchema>;
