import { randomBytes } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import type { AuditDraft } from '../../../electron/model/audit.ts';
import type { PkiService } from '../../../electron/pki/contract.ts';
import { createPki } from '../../../electron/pki/service.ts';
import type {
  CertificateRepository,
  KeptCertificate,
} from '../../../electron/store/registration-contract.ts';

/** What outlives a restart of the program. */
export interface PkiDisk {
  secrets: Map<string, string>;
  settings: Map<string, string>;
  certificates: Map<string, KeptCertificate>;
  log: AuditDraft[];
}

export function emptyDisk(): PkiDisk {
  return { secrets: new Map(), settings: new Map(), certificates: new Map(), log: [] };
}

/** The same content, apart: what one test changes no other sees. */
export function copyOf(disk: PkiDisk): PkiDisk {
  return {
    secrets: new Map(disk.secrets),
    settings: new Map(disk.settings),
    certificates: new Map(disk.certificates),
    log: [...disk.log],
  };
}

export interface PkiBench {
  pki: PkiService;
  disk: PkiDisk;
  /** ms UTC; a test may set it. */
  clock: { now: number };
  /** How often a change was told. */
  changes(): number;
}

/**
 * The service over parts in memory, as after a start of the program. The parts answer a turn later, as the store in its thread
 * does: others have their turn in between.
 */
export function pkiBench({
  disk = emptyDisk(),
  now = Date.now(),
  organisation = 'Example School',
}: {
  disk?: PkiDisk;
  now?: number;
  organisation?: string;
} = {}): PkiBench {
  const clock = { now };
  let changes = 0;
  const pki = createPki({
    vault: {
      read: async (name) => disk.secrets.get(name) ?? null,
      write: async (name, value) => {
        await turn();
        disk.secrets.set(name, value);
      },
      writeNew: async (name, value) => {
        await turn();
        const kept = disk.secrets.get(name) ?? value;
        disk.secrets.set(name, kept);
        return kept;
      },
    },
    settings: {
      get: async (key) => {
        const found = disk.settings.get(key) ?? null;
        await turn();
        return found;
      },
      set: async (key, json) => {
        await turn();
        disk.settings.set(key, json);
      },
      delete: async (key) => {
        disk.settings.delete(key);
      },
    },
    certificates: certificatesOn(disk),
    audit: {
      append: async (draft) => {
        disk.log.push(draft);
        return { ...draft, seq: disk.log.length, previous: '', hash: '' };
      },
    },
    draft: (deed, object, detail, result = 'done') => ({
      at: clock.now,
      actor: 'ada',
      account: null,
      origin: 'window',
      host: 'desk',
      deed,
      object,
      detail,
      result,
    }),
    clock: { now: () => clock.now, sleep: async () => {} },
    random: { bytes: randomBytes, fraction: Math.random, uuid: () => randomBytes(16).toString('hex') },
    organisation: () => organisation,
    changed: () => {
      changes += 1;
    },
  });
  return { pki, disk, clock, changes: () => changes };
}

function certificatesOn({ certificates, log }: PkiDisk): CertificateRepository {
  return {
    put: async (certificate) => {
      if (certificates.has(certificate.serial)) throw new Error(`twice: ${certificate.serial}`);
      certificates.set(certificate.serial, certificate);
    },
    get: async (serial) => certificates.get(serial) ?? null,
    revoke: async ({ serial, at, reason, audit }) => {
      const known = certificates.get(serial);
      if (known === undefined || known.revokedAt !== null) return false;
      certificates.set(serial, { ...known, revokedAt: at, reason });
      if (audit !== null) log.push(audit);
      return true;
    },
    revoked: async (at) =>
      [...certificates.values()].filter(({ revokedAt, notAfter }) => revokedAt !== null && notAfter > at),
  };
}
