import { X509Certificate } from 'node:crypto';
import { PUSH_WARN_DAYS, type PushOverview } from '../../model/apple/push.ts';
import { MusterError } from '../../model/errors.ts';
import { createTurns } from '../../model/turns.ts';
import { createDesk } from './certificate/desk.ts';
import { identityOf } from './certificate/identity.ts';
import { type KeptPush, readKept } from './certificate/kept.ts';
import { shownOf } from './certificate/reading.ts';
import type { PushService } from './contract.ts';
import type { PushDeps } from './deps.ts';
import { createPusher } from './pushing/pusher.ts';
import { tryOut } from './pushing/trial.ts';

export type { PickedFiles, PushDeps } from './deps.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** See PushService. Touches nothing until its first use. */
export function createPushService(deps: PushDeps): PushService {
  const { apple, clock, files } = deps;
  const desk = createDesk(deps);
  const pusher = createPusher(deps);
  const { standing } = pusher;
  const inTurn = createTurns();

  const overview = async (): Promise<PushOverview> => {
    const kept = await readKept(deps);
    const waiting = await apple.waitingPushes(clock.now());
    return { ...shown(kept, clock.now()), ...(await standing.read()), waiting, host: deps.endpoint().host };
  };
  /** Another certificate is in use from now on, or none. */
  const replaced = async (): Promise<PushOverview> => {
    await standing.forget();
    deps.changed();
    return await overview();
  };
  return {
    overview,
    topic: () => inTurn(desk.topic),
    request: () =>
      inTurn(async () => {
        const request = await desk.request();
        deps.changed();
        return request;
      }),
    discardRequest: () =>
      inTurn(async () => {
        await desk.discardRequest();
        deps.changed();
      }),
    pick: files.pick,
    vendorSign: (input) => inTurn(() => desk.vendorSign(input)),
    bring: (input) =>
      inTurn(async () => {
        await desk.bring(input);
        // What waited for it, and what the one before was refused for.
        await apple.wantPush({ deviceIds: null, at: clock.now() });
        pusher.wake();
        return await replaced();
      }),
    remove: () =>
      inTurn(async () => {
        await desk.remove();
        return await replaced();
      }),
    test: async (signal) => {
      const identity = await identityOf(deps);
      if (identity === null) throw new MusterError('push_not_set');
      await tryOut(deps, identity, signal);
      await standing.forget();
      pusher.wake();
    },
    wake: pusher.wake,
    start: pusher.start,
    close: pusher.close,
  };
}

function shown(
  { topic, appleId, certificate, waiting }: KeptPush,
  now: number,
): Pick<PushOverview, 'state' | 'topic' | 'appleId' | 'certificate' | 'requestedAt'> {
  const info = certificate === null ? null : shownOf(new X509Certificate(certificate.pem));
  return {
    state: info === null ? (waiting === null ? 'none' : 'requested') : stateUntil(info.notAfter, now),
    topic,
    appleId,
    certificate: info,
    requestedAt: waiting?.since ?? null,
  };
}

function stateUntil(notAfter: number, now: number): 'ready' | 'ending' | 'expired' {
  if (notAfter <= now) return 'expired';
  return notAfter - now <= PUSH_WARN_DAYS * DAY_MS ? 'ending' : 'ready';
}
