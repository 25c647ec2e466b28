import { z } from 'zod';

/** What is looked at before the first mail goes out. */
export const PREFLIGHT_CHECKS = ['listener', 'name', 'certificate', 'clock', 'mail', 'reach'] as const;
export const preflightCheckSchema = z.enum(PREFLIGHT_CHECKS);
export type PreflightCheck = z.infer<typeof preflightCheckSchema>;

/**
 * `found` and `mend` name texts (`registration:preflight.found.<found>`, `….mend.<mend>`) that `details` fill.
 * `unknown`: it could not be looked at from here.
 */
export const preflightResultSchema = z.object({
  check: preflightCheckSchema,
  verdict: z.enum(['good', 'attention', 'bad', 'unknown']),
  found: z.string(),
  mend: z.string().nullable(),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});
export type PreflightResult = z.infer<typeof preflightResultSchema>;
export const preflightReportSchema = z.object({ at: z.number(), results: z.array(preflightResultSchema) });
export type PreflightReport = z.infer<typeof preflightReportSchema>;
