import { expect, it } from 'vitest';
import { MusterError, serializeError } from '../../../../electron/bridge/domain';
import { type AppleStanding, needsOfApple } from '../../../../renderer/pages/overview/attention-apple';

const places = (failed: number) => ({ counts: { pending: 0, installed: 3, failed, removing: 0 } });

const keys = (change: {
  push?: Partial<AppleStanding['push']>;
  counts?: Partial<AppleStanding['counts']>;
  profiles?: AppleStanding['profiles'];
}) =>
  needsOfApple({
    push: { state: 'ready', trouble: null, ...change.push },
    counts: { active: 4, identityEnding: 0, ...change.counts },
    profiles: change.profiles ?? [],
  }).map(({ key, count }) => (count === undefined ? key : `${key} ${count}`));

it('asks for nothing while devices can be woken and are as they ought to be', () => {
  expect(keys({ profiles: [places(0)] })).toEqual([]);
});

it('tells a certificate that is missing from one that ends, has ended, or is refused', () => {
  expect(keys({ push: { state: 'none' } })).toEqual(['pushMissing 4']);
  expect(keys({ push: { state: 'requested' }, counts: { active: 0 } })).toEqual([]);
  expect(keys({ push: { state: 'ending' } })).toEqual(['pushEnds']);
  expect(keys({ push: { state: 'expired' }, counts: { active: 0 } })).toEqual(['pushExpired']);
  const refused = serializeError(new MusterError('push_certificate_refused', { reason: 'BadCertificate' }));
  expect(keys({ push: { trouble: refused } })).toEqual(['pushRefused']);
});

it('leaves to Muster what it tries again by itself', () => {
  const away = serializeError(new MusterError('push_unreachable', { host: 'h', reason: 'r' }));
  expect(keys({ push: { trouble: away } })).toEqual([]);
});

it('counts identities that end and places where profiles failed', () => {
  expect(keys({ counts: { identityEnding: 2 }, profiles: [places(1), places(3)] })).toEqual([
    'identityEnding 2',
    'profilesFailed 4',
  ]);
});
