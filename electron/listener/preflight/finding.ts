import type { PreflightResult } from '../../model/preflight.ts';

/** What a check found; see PreflightResult. */
export type Finding = Omit<PreflightResult, 'check'>;
type Details = PreflightResult['details'];

/** `found` and `mend` are keys under `registration:preflight`. */
const finding =
  (verdict: Finding['verdict']) =>
  (found: string, details: Details = {}, mend: string | null = null): Finding => ({
    verdict,
    found,
    mend,
    details,
  });

export const good = finding('good');
export const attention = finding('attention');
export const bad = finding('bad');
export const unknown = finding('unknown');

/** A day in UTC, as `2026-11-21`. */
export function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
