import { z } from 'zod';

/** A workspace: one organisation, one folder. `demo` says which stand-in it talks to. */
export const workspaceSchema = z.object({
  id: z.string(),
  name: z.string().trim().min(1).max(80),
  kind: z.enum(['organisation', 'demo']),
  createdAt: z.number(),
  demo: z.object({ seed: z.string(), devices: z.int() }).nullable(),
});
export type Workspace = z.infer<typeof workspaceSchema>;

/** What opening a workspace found out about its cache file. */
export const storeConditionSchema = z.object({
  /** `repaired`: the file was damaged; it was set aside and a new one holds what could be saved. */
  kind: z.enum(['sound', 'created', 'migrated', 'repaired']),
  setAside: z.string().nullable(),
  salvagedDevices: z.int(),
});
export type StoreCondition = z.infer<typeof storeConditionSchema>;
