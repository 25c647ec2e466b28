import type { Answer, Ask } from '../../answer.ts';
import type { Demo } from '../../demo.ts';
import type { Route } from '../../endpoints.ts';
import type { Occasion } from '../../faults.ts';
import { mishap } from '../../mishaps.ts';
import { SCOPES } from '../../oauth/scopes.ts';
import { callerOf, isRefusal } from '../access.ts';
import { backendError, conditionNotMet, rateLimitExceeded, userRateLimitExceeded } from '../errors.ts';
import { batchChangeStatus } from './batch-status.ts';
import { issueCommand } from './issue-command.ts';
import { moveDevicesToOu } from './move.ts';
import { updateDevice } from './update.ts';
import type { Write } from './write.ts';

/** What a client was told about a write, and what really came of it. */
export interface Written {
  readonly answer: Answer | 'cut';
  readonly write: Write;
  /** How many devices it took effect on. */
  readonly effects: number;
}

/** Answers a request that changes something, faults included. What it did is on the disk before it is answered. */
export function answerWrite(demo: Demo, ask: Ask, route: Route, occasion: Occasion): Written {
  const write = readWrite(ask, route);
  const kept = keptFrom(demo, occasion);
  if (kept !== undefined) return { answer: kept, write, effects: 0 };
  const caller = callerOf(demo, ask, route.customer, [SCOPES.devices]);
  if (isRefusal(caller)) return { answer: caller, write, effects: 0 };
  let effects = 0;
  const answer = write.carryOut({
    demo,
    role: caller.role,
    occasion,
    effect: (index, what, detail, deed) => {
      effects++;
      const deviceId = demo.organisation.identities.deviceId(index);
      demo.ledger.do(deed, { deviceId, what, at: demo.time.now(), detail });
    },
  });
  demo.ledger.flush();
  return { answer: answer.status < 300 ? toldOf(demo, occasion, answer) : answer, write, effects };
}

function readWrite(ask: Ask, route: Route): Write {
  switch (route.endpoint) {
    case 'batchChangeStatus':
      return batchChangeStatus(ask);
    case 'issueCommand':
      return issueCommand(ask, route);
    case 'moveDevicesToOu':
      return moveDevicesToOu(ask);
    default:
      return updateDevice(ask, route);
  }
}

/** What keeps a write from being carried out; undefined when nothing does. */
function keptFrom({ faults, time, writes }: Demo, occasion: Occasion): Answer | 'cut' | undefined {
  if (faults.strike('networkCut', occasion) !== undefined) return 'cut';
  if (faults.strike('lostRequest', occasion) !== undefined) return 'cut';
  const instead = mishap(faults, occasion, '');
  if (instead !== undefined) return instead;
  const quota = faults.standing('writeQuota');
  const full = quota !== undefined && !writes.admit(time.now(), quota.amount ?? 60);
  if (full && faults.strike('writeQuota', occasion) !== undefined)
    return quota.retryAfterSeconds === undefined
      ? userRateLimitExceeded()
      : rateLimitExceeded(quota.retryAfterSeconds);
  if (faults.strike('conditionNotMet', occasion) !== undefined) return conditionNotMet();
  if (faults.standing('writeError')?.tookEffect === true) return undefined;
  const failed = faults.strike('writeError', occasion);
  return failed && backendError(failed.status ?? 503);
}

/** What the client hears of a write that was carried out. */
function toldOf({ faults }: Demo, occasion: Occasion, answer: Answer): Answer | 'cut' {
  if (faults.standing('writeError')?.tookEffect === true) {
    const failed = faults.strike('writeError', occasion);
    if (failed !== undefined) return backendError(failed.status ?? 503);
  }
  return faults.strike('lostAnswer', occasion) === undefined ? answer : 'cut';
}
