import { expect, it } from 'vitest';
import { DEFAULT_LISTENER, type PkiOverview } from '../../../../electron/bridge/domain';
import {
  needsOfRegistration,
  type RegistrationStanding,
} from '../../../../renderer/pages/overview/attention-registration';

const NOW = Date.UTC(2026, 10, 21);
const DAY = 86_400_000;
const NOTHING: RegistrationStanding = { listener: null, pki: null, mail: null, unsent: 0, now: NOW };
const keys = (standing: Partial<RegistrationStanding>) =>
  needsOfRegistration({ ...NOTHING, ...standing }).map(({ key }) => key);

const ON = { state: { kind: 'on', since: NOW }, settings: { ...DEFAULT_LISTENER, on: true } } as const;

function certificate(source: 'own' | 'brought', daysLeft: number): Pick<PkiOverview, 'server'> {
  const info = {
    subject: 'CN=muster.test',
    issuer: 'CN=Authority',
    names: ['muster.test'],
    notBefore: NOW - DAY,
    notAfter: NOW + daysLeft * DAY,
    serial: '01',
    fingerprint: '00',
    key: 'RSA 2048',
  };
  return { server: { source, certificate: info, renewsAt: null } };
}

it('asks for nothing where nothing is set up, and while all is well', () => {
  expect(keys({})).toEqual([]);
  expect(
    keys({ listener: ON, pki: certificate('brought', 200), mail: { trouble: null, queued: 3 } }),
  ).toEqual([]);
});

it('tells of a certificate that was brought before it ends, and after', () => {
  expect(keys({ listener: ON, pki: certificate('brought', 20.5) })).toEqual(['certificateEnds']);
  expect(keys({ listener: ON, pki: certificate('brought', -1) })).toEqual(['certificateEnded']);
  expect(keys({ listener: ON, pki: certificate('own', 5) })).toEqual([]);
  const off = { ...ON, settings: DEFAULT_LISTENER };
  expect(keys({ listener: off, pki: certificate('brought', 5) })).toEqual([]);
});

it('tells of a door that cannot open, of mails that wait and of those that may not have arrived', () => {
  const error = { code: 'port_in_use', details: { port: 8443 }, message: '' } as const;
  const failed = { ...ON, state: { kind: 'failed', error, nextAt: NOW } } as const;
  const trouble = {
    error: { code: 'mail_unreachable', details: {}, message: '' },
    at: NOW,
    nextAt: NOW,
  } as const;
  const needs = needsOfRegistration({
    ...NOTHING,
    listener: failed,
    mail: { trouble, queued: 12 },
    unsent: 2,
  });
  expect(needs.map(({ key, action, count }) => [key, action, count])).toEqual([
    ['listener', 'registration', undefined],
    ['mailWaits', 'mail', 12],
    ['mailUnsent', 'invitations', 2],
  ]);
});
