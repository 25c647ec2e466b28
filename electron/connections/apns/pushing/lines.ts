import type { PushIdentity } from '../certificate/identity.ts';
import type { PushDeps } from '../deps.ts';
import { type Line, openLine } from './line.ts';

/** The one connection that is kept, made anew when it ended or when certificate or address have changed; cut with `life`. */
export interface Lines {
  /** Throws Broken. */
  get(identity: PushIdentity): Promise<Line>;
}

export function createLines(
  { endpoint, clock }: Pick<PushDeps, 'endpoint' | 'clock'>,
  life: AbortSignal,
): Lines {
  let current: { key: string; opening: Promise<Line> } | null = null;

  const open = (key: string, identity: PushIdentity): Promise<Line> => {
    current?.opening.then(
      (line) => line.leave(),
      () => undefined,
    );
    const opening = openLine(endpoint(), identity, clock, life);
    const made = { key, opening };
    current = made;
    // Whoever comes after a failure tries anew.
    opening.catch(() => {
      if (current === made) current = null;
    });
    return opening;
  };
  return {
    get: async (identity) => {
      const key = JSON.stringify([identity.fingerprint, endpoint()]);
      const known = current;
      if (known?.key !== key) return await open(key, identity);
      const line = await known.opening;
      if (await line.usable()) return line;
      // Of many that find it broken, one opens the next.
      return await (current === known || current === null ? open(key, identity) : current.opening);
    },
  };
}
