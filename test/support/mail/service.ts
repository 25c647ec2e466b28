import { randomUUID } from 'node:crypto';
import type { MailService } from '../../../electron/connections/mail/contract.ts';
import { createMailService, type MailDeps } from '../../../electron/connections/mail/service.ts';
import { MAIL_PATIENCE, type MailPatience } from '../../../electron/connections/mail/wire/patience.ts';
import type { AuditDraft } from '../../../electron/model/audit.ts';
import type { MailConnection, MailOverview } from '../../../electron/model/mail.ts';
import type { OutgoingMail } from '../../../electron/model/mail-job.ts';
import { openVault } from '../../../electron/vault/vault.ts';
import { createMemoryBlobs, createMemoryKeychain, testRandom } from '../memory-vault-parts.ts';
import { MAILER, type MailServer } from './server.ts';

export interface MailBench {
  service: MailService;
  /** What is kept in clear: settings by their key. */
  settings: Map<string, string>;
  /** What is kept sealed: secrets by their name. */
  secrets: Map<string, Uint8Array>;
  readSecret(name: string): Promise<string | null>;
  audit: AuditDraft[];
  standing: Omit<Awaited<ReturnType<MailDeps['mails']['standing']>>, 'nextAt'>;
  trouble: MailOverview['trouble'];
  /** When all that waits was made due. */
  hurried: number[];
  now: number;
  changes(): number;
}

/** The service over settings and a vault in memory; the network is the real one. */
export function mailBench(patience: Partial<MailPatience> = {}): MailBench {
  const settings = new Map<string, string>();
  const blobs = createMemoryBlobs();
  let changes = 0;
  const vault = openVault({
    workspaceId: 'mail-test',
    keyslotFile: '/nonexistent/keyslot',
    keychain: createMemoryKeychain(),
    blobs,
    random: testRandom,
  });
  const service = createMailService({
    settings: {
      get: async (key) => settings.get(key) ?? null,
      set: async (key, json) => void settings.set(key, json),
      delete: async (key) => void settings.delete(key),
    },
    vault,
    mails: {
      standing: async () => ({ ...bench.standing, nextAt: null }),
      hurry: async (at) => void bench.hurried.push(at),
    },
    audit: { append: async (row) => ({ ...row, seq: bench.audit.push(row), previous: '', hash: '' }) },
    draft: (deed, object, detail, result = 'done') => ({
      at: bench.now,
      actor: 'admin',
      account: null,
      origin: 'window',
      host: 'desk',
      deed,
      object,
      detail,
      result,
    }),
    clock: { now: () => bench.now, sleep: () => Promise.resolve() },
    random: { uuid: () => randomUUID() },
    fetch: globalThis.fetch,
    patience: { ...MAIL_PATIENCE, ...patience },
    organisation: () => 'Riverside School',
    trouble: () => bench.trouble,
    changed: () => {
      changes += 1;
    },
  });
  const bench: MailBench = {
    service,
    settings,
    secrets: blobs.stored,
    readSecret: (name) => vault.read(name),
    audit: [],
    standing: { queued: 0, unknown: 0, failed: 0, lastSentAt: null },
    trouble: null,
    hurried: [],
    now: Date.UTC(2025, 2, 14, 9),
    changes: () => changes,
  };
  return bench;
}

/** The service set up for a server, as who may use it. */
export async function mailBenchAt(
  server: MailServer,
  otherwise: Partial<MailConnection> = {},
  patience: Partial<MailPatience> = {},
): Promise<MailBench> {
  const bench = mailBench(patience);
  const { password } = MAILER;
  await bench.service.save({ connection: server.connection(otherwise), secrets: { password } });
  return bench;
}

/** An invitation with a PIN, to one person. Each has an id of its own. */
export function invitationMail(otherwise: Partial<OutgoingMail> = {}): OutgoingMail {
  return {
    id: randomUUID(),
    kind: 'invitation',
    language: 'en',
    to: { name: 'Ada Byron', address: 'ada@school.example' },
    values: {
      name: 'Ada Byron',
      userName: 'ada@school.example',
      link: 'https://register.school.example:8443/i/kTq3vX9mLs0aBcDeFgHiJk',
      go: 'https://register.school.example:8443/go',
      until: 'Friday, March 28, 2025 at 10:00 AM',
      pin: '48210937',
      pinUntil: 'Monday, March 17, 2025 at 10:00 AM',
      newPassword: 'x',
    },
    ...otherwise,
  };
}
