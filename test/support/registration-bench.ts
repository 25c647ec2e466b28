import { randomBytes, randomUUID } from 'node:crypto';
import type { DraftDeed } from '../../electron/model/audit.ts';
import { type ListenerSettings, listenerSettingsSchema } from '../../electron/model/listener.ts';
import type { MailOutcome, OutgoingMail } from '../../electron/model/mail-job.ts';
import type { Clock, Random } from '../../electron/model/ports.ts';
import type { InvitationService, RegistrationService } from '../../electron/registration/contract.ts';
import { createInvitations } from '../../electron/registration/invitations/service.ts';
import { createLinks } from '../../electron/registration/links.ts';
import { createOutbox, type Outbox } from '../../electron/registration/outbox/outbox.ts';
import { makeQr } from '../../electron/registration/qr.ts';
import { createRegistration } from '../../electron/registration/settings/service.ts';
import type { Store } from '../../electron/store/contract.ts';
import { auditDraft } from './command-fixtures.ts';

/** Randomness of the machine, with ids that are told apart. */
export const realRandom: Random = {
  bytes: (length) => randomBytes(length),
  fraction: () => 0.5,
  uuid: () => randomUUID(),
};

/** A vault that is a map; locked, it throws what `locked` is set to. */
export function mapVault() {
  const secrets = new Map<string, string>();
  const vault = {
    secrets,
    reads: 0,
    writes: 0,
    locked: null as Error | null,
    read: async (name: string): Promise<string | null> => {
      vault.reads += 1;
      await Promise.resolve();
      if (vault.locked !== null) throw vault.locked;
      return secrets.get(name) ?? null;
    },
    write: async (name: string, value: string): Promise<void> => {
      vault.writes += 1;
      if (vault.locked !== null) throw vault.locked;
      secrets.set(name, value);
    },
    writeNew: async (name: string, value: string): Promise<string> => {
      if (vault.locked !== null) throw vault.locked;
      if (!secrets.has(name)) await vault.write(name, value);
      return secrets.get(name) ?? value;
    },
  };
  return vault;
}

/** A mail server that takes everything until it is told otherwise. */
export interface FakePost {
  taken: { mail: OutgoingMail; at: number }[];
  /** How the next mails fare, in order; then all as `always` says. */
  next: ((mail: OutgoingMail) => MailOutcome | Promise<MailOutcome>)[];
  always(mail: OutgoingMail): MailOutcome | Promise<MailOutcome>;
  /** Every mail that was handed over, taken or not. */
  tried: OutgoingMail[];
  /** Handed over at the same time, at most. */
  atOnce: number;
}

export interface RegistrationBench {
  registration: RegistrationService;
  invitations: InvitationService;
  vault: ReturnType<typeof mapVault>;
  listener: ListenerSettings;
  post: FakePost;
  /** Null: no mail server is set up. */
  perMinute: number | null;
  woken: number;
  changed: number;
  logged: string[];
  /** The outbox of a program; each is another one. */
  outbox(): Outbox;
}

/** The services of registration over a real store, a vault that is a map and a mail server that is a list. */
export function registrationBench(store: Store, clock: Clock): RegistrationBench {
  const vault = mapVault();
  const links = createLinks({ vault, random: realRandom });
  let handing = 0;
  const post: FakePost = { taken: [], next: [], always: () => ({ kind: 'sent' }), tried: [], atOnce: 0 };
  const deliver = async (mail: OutgoingMail): Promise<MailOutcome> => {
    handing += 1;
    post.atOnce = Math.max(post.atOnce, handing);
    post.tried.push(mail);
    const at = clock.now();
    try {
      const outcome = await (post.next.shift() ?? post.always)(mail);
      if (outcome.kind === 'sent') post.taken.push({ mail, at });
      return outcome;
    } finally {
      handing -= 1;
    }
  };
  const draft: DraftDeed = (deed, object, detail, result = 'done') =>
    auditDraft(deed, { at: clock.now(), object, detail, result });
  const base = {
    clock,
    random: realRandom,
    draft,
    demo: false,
    mailIsSet: async () => bench.perMinute !== null,
    wakeOutbox: () => {
      bench.woken += 1;
    },
    changed: () => {
      bench.changed += 1;
    },
  };
  const registration = createRegistration({
    ...base,
    settings: store.settings,
    users: store.users,
    access: store.access,
    mails: store.mails,
    audit: store.audit,
    listener: async () => bench.listener,
    platforms: () => ['other'],
  });
  const { invitations, mails, pins, access, users, leases } = store;
  const bench: RegistrationBench = {
    registration,
    invitations: createInvitations({
      ...base,
      invitations,
      mails,
      pins,
      access,
      users,
      registration,
      links,
      qr: makeQr,
      actor: 'jo',
    }),
    vault,
    listener: listenerSettingsSchema.parse({ publicName: 'register.example.org' }),
    post,
    perMinute: 60,
    woken: 0,
    changed: 0,
    logged: [],
    outbox: () =>
      createOutbox({
        ...base,
        mails,
        invitations,
        pins,
        access,
        leases,
        registration,
        links,
        deliver,
        pace: async () => bench.perMinute,
        pid: process.pid,
        organisation: () => 'Riverside',
        language: () => 'en',
        log: (message) => bench.logged.push(message),
      }),
  };
  return bench;
}
