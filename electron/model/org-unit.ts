import { z } from 'zod';

/** An organizational unit as the provider lists it. `id` is stable; the path changes when it is renamed. */
export const orgUnitSchema = z.object({
  id: z.string(),
  parentId: z.string().nullable(),
  name: z.string(),
  path: z.string(),
  fetchedAt: z.number(),
});
export type OrgUnit = z.infer<typeof orgUnitSchema>;
