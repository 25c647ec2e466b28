import { randomBytes, randomUUID } from 'node:crypto';
import type { AppleEnrollment } from '../../../../electron/mdm/apple/contract.ts';
import { createAppleDoorway } from '../../../../electron/mdm/apple/enroll/doorway.ts';
import {
  createAppleEnrollment,
  createEnrollmentProfiles,
  type EnrollDeps,
} from '../../../../electron/mdm/apple/enroll/enrollment.ts';
import type { EnrollmentProfiles } from '../../../../electron/mdm/apple/parts.ts';
import type { PkiService } from '../../../../electron/pki/contract.ts';
import { tokenHash } from '../../../../electron/registration/secrets/tokens.ts';
import type { Store } from '../../../../electron/store/contract.ts';
import { auditDraft } from '../../../support/command-fixtures.ts';
import { pkiBench } from '../../../support/pki/bench.ts';
import { nextAddress, PASSWORD, type PortalBench, portalBench, somebody } from '../../../support/portal.ts';
import { T0 } from '../../../support/store-fixtures.ts';

export const WORKSPACE = '01890000-0000-7000-8000-000000000001';

/** Enrollment over a real store, a real authority and the portal’s own tickets; the clock is the portal’s. */
export interface EnrollBench {
  portal: PortalBench;
  pki: PkiService;
  enrollment: AppleEnrollment;
  profiles: EnrollmentProfiles;
  listening: boolean;
  /** Another start of the program over the same store. */
  restart(): void;
  /** Begins a registration at the portal; answers the ticket’s text. */
  begin(platform?: 'ios' | 'ipados' | 'macos', language?: 'en' | 'fr' | null): Promise<Begun>;
}

export interface Begun {
  token: string;
  userId: string;
  session: string;
}

export function enrollBench(store: Store): EnrollBench {
  const portal = portalBench(store);
  const { pki } = pkiBench({ now: T0, organisation: 'École Émile & Fils' });
  const deps: EnrollDeps = {
    apple: store.apple,
    users: store.users,
    audit: store.audit,
    draft: (deed, object, detail) => auditDraft(deed, { object, detail }),
    changed: () => undefined,
    tickets: portal.tickets,
    ticketOf: (token) => store.tickets.byHash(tokenHash(token)),
    pki,
    topic: async () => 'com.apple.mgmt.External.muster-test',
    serverUrl: async () => 'https://mdm.example.org:8444',
    listening: () => bench.listening,
    organisation: () => 'École Émile & Fils',
    language: () => 'en',
    workspaceId: WORKSPACE,
    ticketMinutes: async () => portal.settings.ticketMinutes,
    clock: { now: portal.now, sleep: async () => undefined },
    random: { bytes: (length) => randomBytes(length), fraction: () => 0, uuid: () => randomUUID() },
  };
  const start = (): Pick<EnrollBench, 'enrollment' | 'profiles'> => {
    const profiles = createEnrollmentProfiles(deps);
    return { profiles, enrollment: createAppleEnrollment(deps, profiles) };
  };
  const bench: EnrollBench = {
    portal,
    pki,
    listening: true,
    ...start(),
    restart: () => void Object.assign(bench, start()),
    begin: async (platform = 'ios', language = null) => {
      const { id, userName } = await somebody(store, { password: PASSWORD, more: { language } });
      const who = { userName };
      const signedIn = await portal.portal.signIn({
        who,
        password: PASSWORD,
        pin: null,
        address: nextAddress(),
      });
      if (signedIn.kind !== 'in') throw new Error(signedIn.kind);
      const { url } = await portal.portal.begin(signedIn.token, platform);
      return { token: url.replace('/apple/', ''), userId: id, session: signedIn.token };
    },
  };
  portal.doors.push(createAppleDoorway({ ready: () => bench.enrollment.ready() }));
  return bench;
}
