import { MusterError } from '../../electron/model/errors.ts';
import type { AskingPlatform, RegistrationMode } from '../../electron/model/registration-settings.ts';
import type {
  LinkFate,
  OwnDevice,
  PortalService,
  SignInResult,
  Visit,
} from '../../electron/registration/contract.ts';

/** A portal service whose answers a test sets; it notes what it is asked. */
export interface FakePortal extends PortalService {
  entranceNow: { organisation: string; mode: RegistrationMode; passwordLength: number };
  fate: LinkFate;
  signInResult: SignInResult;
  /** Until when who asks for a PIN must wait. */
  waitUntil: number | null;
  /** By session; absent: not signed in. */
  visits: Map<string, Visit>;
  own: OwnDevice[];
  platforms: AskingPlatform[];
  handoverOf: { name: string } | null;
  /** Thrown by the next call of this name. */
  fails: Map<keyof PortalService, unknown>;
  readonly calls: { name: keyof PortalService; given: readonly unknown[] }[];
  /** What a method was given, call by call. */
  given(name: keyof PortalService): (readonly unknown[])[];
}

export const NOW = Date.UTC(2026, 10, 21, 9, 0);

export function visitAt(step: Visit['step'], more: Partial<Visit> = {}): Visit {
  return {
    user: {
      id: 'u1',
      name: 'Camille Roux',
      userName: 'c.roux@riverside.example',
      email: 'c.roux@riverside.example',
      language: null,
    },
    password: 'own',
    step,
    terms: step === 'terms' ? 'Use the device with care.\n\nReport its loss at once.' : null,
    invited: true,
    ...more,
  };
}

export function createFakePortal(): FakePortal {
  const calls: FakePortal['calls'] = [];
  const noted = (name: keyof PortalService, ...given: readonly unknown[]): void => {
    calls.push({ name, given });
    const failure = fake.fails.get(name);
    if (failure === undefined) return;
    fake.fails.delete(name);
    throw failure;
  };
  const member = (session: string): Visit => {
    const visit = fake.visits.get(session);
    if (visit === undefined) throw new MusterError('not_signed_in');
    return visit;
  };
  const fake: FakePortal = {
    entranceNow: { organisation: 'Riverside Schools', mode: 'password', passwordLength: 10 },
    fate: {
      kind: 'open',
      name: 'Camille Roux',
      asks: { pin: true, password: 'none' },
      until: NOW + 14 * 86_400_000,
    },
    waitUntil: null,
    signInResult: { kind: 'in', token: 'session-token', expiresAt: NOW + 3_600_000 },
    visits: new Map(),
    own: [],
    platforms: [],
    handoverOf: { name: 'Camille Roux' },
    fails: new Map(),
    calls,
    given: (name) => calls.filter((call) => call.name === name).map((call) => call.given),
    entrance: async () => fake.entranceNow,
    openLink: async (token) => {
      noted('openLink', token);
      return fake.fate;
    },
    signIn: async (input) => {
      noted('signIn', input);
      return fake.signInResult;
    },
    requestPin: async (input) => {
      noted('requestPin', input);
      return fake.waitUntil;
    },
    visit: async (session, language) => {
      noted('visit', session, language);
      return fake.visits.get(session) ?? null;
    },
    provePin: async (session, pin, address) => {
      noted('provePin', session, pin, address);
      return fake.signInResult;
    },
    setPassword: async (session, input) => {
      noted('setPassword', session, input);
      member(session);
    },
    acceptTerms: async (session, terms) => {
      noted('acceptTerms', session, terms);
      member(session);
    },
    devices: async (session) => {
      noted('devices', session);
      member(session);
      return fake.own;
    },
    handover: async (session) => {
      noted('handover', session);
      member(session);
      const url = `https://localhost:8443/t/handover-token-${fake.given('handover').length}`;
      return { url, qr: { size: 21, path: 'M0 0h7v7h-7z' }, until: NOW + 8 * 60_000 };
    },
    lookAtHandover: async (token) => {
      noted('lookAtHandover', token);
      return fake.handoverOf;
    },
    takeHandover: async (token, device) => {
      noted('takeHandover', token, device);
      return fake.signInResult;
    },
    begin: async (session, platform) => {
      noted('begin', session, platform);
      member(session);
      return { url: `/apple/begin/${platform}` };
    },
    ready: () => fake.platforms,
    signOut: async (session) => {
      noted('signOut', session);
      fake.visits.delete(session);
    },
  };
  return fake;
}
