import type { Fault, FaultName } from './faults.ts';

/** How hard each fault strikes when a person switches it on: enough to see what the console makes of it. */
const PARTICULARS: Partial<Record<FaultName, Omit<Fault, 'name'>>> = {
  userRateLimit: { every: 3 },
  quotaExceeded: { every: 3 },
  rateLimit: { every: 3, retryAfterSeconds: 2 },
  serverError: { every: 3 },
  deadToken: { atPage: 3 },
  deadTokenBackend: { atPage: 3 },
  missingNextToken: { atPage: 4 },
  duplicates: { atPage: 2, amount: 20 },
  countOff: { amount: 7 },
  garbageJson: { atPage: 2 },
  cutBody: { atPage: 2 },
  shrunkenFleet: { share: 0.5 },
  writeQuota: { amount: 30 },
  writeError: { every: 3 },
  conditionNotMet: { every: 3 },
  lostRequest: { every: 3 },
  lostAnswer: { every: 3 },
  patchIgnored: { every: 2 },
  moveIgnored: { every: 2 },
  licenceExhausted: { every: 2 },
  commandsFail: { every: 2 },
  commandsIgnored: { every: 2 },
  commandsLate: { milliseconds: 3 * 60_000 },
  commandsExpire: { every: 2 },
  commandGone: { every: 5 },
  slow: { milliseconds: 800 },
  wrongClock: { milliseconds: 3 * 60 * 60 * 1000 },
  narrowedRole: { orgUnitPath: '/Schools/North' },
};

/** The fault as the switch in the demo workspace sets it. */
export function presetOf(name: FaultName): Fault {
  return { name, ...PARTICULARS[name] };
}
