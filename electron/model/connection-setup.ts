import { z } from 'zod';
import { endpointOverrideSchema } from './connection.ts';

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
  /** Imported users that go with it. */
  users: z.int(),
  secrets: z.int(),
  /** False when there is nothing at Google that could be revoked (service accounts). */
  revocable: z.boolean(),
});
export type DeletionPreview = z.infer<typeof deletionPreviewSchema>;
