import { z } from 'zod';
import { syncProgressSchema, syncRunSchema } from './sync-run.ts';

export const GOOGLE_SCOPES = [
  'https://www.googleapis.com/auth/admin.directory.device.chromeos',
  'https://www.googleapis.com/auth/admin.directory.user.readonly',
  'https://www.googleapis.com/auth/admin.directory.orgunit.readonly',
] as const;

const connectionMethodSchema = z.enum(['sign_in', 'service_account']);

/** Endpoints of one connection; null means Google's own (or the environment's override). */
export const endpointOverrideSchema = z.object({
  apiRoot: z.string().nullable(),
  authRoot: z.string().nullable(),
});
export type EndpointOverride = z.infer<typeof endpointOverrideSchema>;

/** A Google connection as stored. Secrets are in the vault, never here. */
export const googleConnectionSchema = z.object({
  id: z.string(),
  method: connectionMethodSchema,
  account: z.string(),
  domain: z.string(),
  customerId: z.string(),
  scopes: z.array(z.string()),
  endpoints: endpointOverrideSchema,
  /** Why Google no longer lets us in; null while it does. */
  trouble: z.enum(['reconnect_needed', 'permission_lost', 'api_disabled']).nullable(),
  connectedAt: z.number(),
  /** Rises with every delete and reconnect, so that a late answer of an earlier life is dropped. */
  generation: z.int(),
});
export type GoogleConnection = z.infer<typeof googleConnectionSchema>;

export const CONNECTION_STATUSES = [
  'ready',
  'syncing',
  'active',
  'incomplete',
  'failed',
  'needs_answer',
  'offline',
  'reconnect_needed',
  'permission_lost',
  'api_disabled',
] as const;
export type ConnectionStatus = (typeof CONNECTION_STATUSES)[number];

/** All that the connection page shows. */
export const googleOverviewSchema = z.object({
  connection: googleConnectionSchema,
  status: z.enum(CONNECTION_STATUSES),
  /** When devices, details or actions were last exchanged with Google. */
  lastCheckInAt: z.number().nullable(),
  lastCompleteRun: syncRunSchema.nullable(),
  lastRun: syncRunSchema.nullable(),
  progress: syncProgressSchema.nullable(),
  devices: z.int(),
  /** What Google counted in the newest run. */
  expected: z.int().nullable(),
  /** Cached devices the newest run did not list, while it waits for the admin's answer; else null. */
  heldMissing: z.int().nullable(),
  /** When the next run starts by itself; null before the first manual run. */
  nextRunAt: z.number().nullable(),
  grantedScopes: z.array(z.object({ scope: z.string(), granted: z.boolean() })),
});
export type GoogleOverview = z.infer<typeof googleOverviewSchema>;
