import type { DuePush } from '../../../store/contract/apple.ts';
import type { PushIdentity } from '../certificate/identity.ts';
import type { PushDeps } from '../deps.ts';
import type { Lines } from './lines.ts';
import { type PushResult, resultOf } from './result.ts';
import { troubleOf, troubleOfBroken } from './trouble.ts';
import { Broken } from './wire.ts';

/** Pushes on their way at once: more than APNs takes on one connection are held back by the protocol. */
const AT_ONCE = 64;
/** Connections that may break in a row under one push. */
const TRIES = 3;
/** Apple keeps a push for a device that is off for so long. */
const KEPT_MS = 7 * 24 * 60 * 60 * 1000;
const HEX = /^[0-9a-f]{2,400}$/i;

/**
 * What came of a stretch of pushes; those not in `results` were not sent. `letIn`: Apple judged at least one of them.
 * `trouble` keeps all others from leaving.
 */
export interface Carried {
  results: { due: DuePush; result: PushResult }[];
  letIn: boolean;
  trouble: unknown;
}

/** Sends pushes, many at once, until all have an answer, something keeps all of them from leaving, or the signal fires. */
export async function carry(
  { endpoint, clock }: Pick<PushDeps, 'endpoint' | 'clock'>,
  { lines, identity }: { lines: Lines; identity: PushIdentity },
  pushes: readonly DuePush[],
  over: AbortSignal,
): Promise<Carried> {
  const waiting = pushes.values();
  const carried: Carried = { results: [], letIn: false, trouble: null };
  const lane = async (): Promise<void> => {
    for (const due of waiting) {
      if (over.aborted || carried.trouble !== null) return;
      try {
        const result = await sent(due);
        carried.results.push({ due, result });
        if ('all' in result && result.all) carried.trouble ??= troubleOf(result);
      } catch (error) {
        if (!over.aborted) carried.trouble ??= troubleOfBroken(error, endpoint());
      }
    }
  };
  const sent = async (due: DuePush): Promise<PushResult> => {
    // A device answers to the topic it was registered under, and to no other.
    if (due.topic !== null && due.topic !== identity.topic) {
      return { kind: 'refused', reason: 'DeviceTokenNotForTopic' };
    }
    // It would lead elsewhere than to a device.
    if (!HEX.test(due.token)) return { kind: 'refused', reason: 'BadDeviceToken' };
    const expiresAt = clock.now() + KEPT_MS;
    const { token, pushMagic: magic } = due;
    for (let tries = 1; ; tries++) {
      try {
        const line = await lines.get(identity);
        const result = resultOf(await line.push({ token, magic, topic: identity.topic, expiresAt }));
        carried.letIn ||= !('all' in result && result.all);
        return result;
      } catch (error) {
        // Woken twice, a device comes once: what may have been taken is sent again.
        if (!(error instanceof Broken) || tries === TRIES || over.aborted) throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, pushes.length) }, lane));
  return carried;
}
