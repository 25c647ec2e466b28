import type { Fetch } from '../../model/ports.ts';

const PATIENCE_MS = 5000;

/**
 * True when anything answers at the address, whatever it says. Sends no credentials. What cannot be reached within
 * five seconds counts as out of reach.
 */
export async function canReach(root: string, fetch: Fetch): Promise<boolean> {
  try {
    const response = await fetch(root, {
      method: 'HEAD',
      redirect: 'manual',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    await response.body?.cancel();
    return true;
  } catch {
    return false;
  }
}
