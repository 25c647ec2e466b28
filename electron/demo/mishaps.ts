import { type Answer, json, jsonText } from './answer.ts';
import * as errors from './directory/errors.ts';
import type { Fault, FaultName, Faults, Occasion } from './faults.ts';

/** Which answer takes the place of the right one, in the order in which Google would find the trouble. */
const MISHAPS: readonly [FaultName, (fault: Fault) => Answer][] = [
  ['captivePortal', captivePortal],
  ['serverError', serverError],
  ['rateLimit', (fault) => errors.rateLimitExceeded(fault.retryAfterSeconds)],
  ['quotaExceeded', errors.quotaExceeded],
  ['userRateLimit', errors.userRateLimitExceeded],
  ['tokenRejected', () => errors.unauthenticated(true)],
  ['apiDisabled', () => errors.accessNotConfigured('118203344556')],
  ['domainBlocked', errors.domainCannotUseApis],
  ['forbidden', errors.forbidden],
  ['countMissing', () => errors.notFound('countChromeOsDevices')],
  ['commandGone', () => errors.notFound('commandId')],
  [
    'garbageJson',
    () => jsonText('{"kind":"admin#directory#chromeosdevices","chromeosdevices":[{"deviceId":'),
  ],
];

/** The answer a switched-on fault puts in place of the right one, if any strikes now. */
export function mishap(faults: Faults, occasion: Occasion, pageToken: string): Answer | undefined {
  for (const [name, answer] of MISHAPS) {
    const fault = faults.strike(name, occasion);
    if (fault !== undefined) return answer(fault);
  }
  if (pageToken === '') return undefined;
  if (faults.strike('deadToken', occasion)) return errors.invalidInput(pageToken);
  return faults.strike('deadTokenBackend', occasion) ? errors.backendError(503) : undefined;
}

/** The answer of the token endpoint after a sign-in was revoked; signing in anew is not refused. */
export function revokedGrant(faults: Faults, occasion: Occasion, grantType: string): Answer | undefined {
  if (grantType === 'authorization_code' || faults.strike('invalidGrant', occasion) === undefined)
    return undefined;
  return json({ error: 'invalid_grant', error_description: 'Token has been expired or revoked.' }, 400);
}

function serverError(fault: Fault): Answer {
  const answer = errors.backendError(fault.status ?? 503);
  if (fault.retryAfterSeconds === undefined) return answer;
  return { ...answer, headers: { ...answer.headers, 'retry-after': String(fault.retryAfterSeconds) } };
}

/** What a hotel's or school's network says instead of Google until someone signs in. */
function captivePortal(): Answer {
  return {
    status: 200,
    headers: { 'content-type': 'text/html; charset=UTF-8' },
    body: '<!doctype html><html lang="en"><title>Guest Wi-Fi</title><h1>Welcome</h1><p>Accept the terms to go online.</p></html>',
  };
}
