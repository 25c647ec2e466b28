import { MusterError } from '../../../model/errors.ts';
import type { PushIdentity } from '../certificate/identity.ts';
import type { PushDeps } from '../deps.ts';
import { openLine } from './line.ts';
import { type PushResult, resultOf } from './result.ts';
import { troubleOfBroken } from './trouble.ts';

/** The form of a token, and none that Apple gives. */
const NOBODY = '00'.repeat(32);

/**
 * Asks Apple to push to nobody: that the token is refused says that we were let in. Throws `cancelled`, push_unreachable,
 * push_certificate_refused, push_refused.
 */
export async function tryOut(
  { endpoint, clock, random }: Pick<PushDeps, 'endpoint' | 'clock' | 'random'>,
  identity: PushIdentity,
  signal: AbortSignal,
): Promise<void> {
  const over = new AbortController();
  try {
    const line = await openLine(endpoint(), identity, clock, AbortSignal.any([signal, over.signal]));
    const { topic } = identity;
    const magic = random.uuid(clock.now());
    const answer = await line.push({ token: NOBODY, magic, topic, expiresAt: 0 });
    refuse(resultOf(answer));
  } catch (error) {
    if (signal.aborted) throw new MusterError('cancelled', {}, error);
    throw troubleOfBroken(error, endpoint());
  } finally {
    over.abort();
  }
}

function refuse(result: PushResult): void {
  if (result.kind === 'ours' && result.all) {
    throw new MusterError('push_certificate_refused', { reason: result.reason });
  }
  if (result.kind === 'later') throw new MusterError('push_refused', { reason: result.reason });
}
