import { X509Certificate } from 'node:crypto';
import type { DraftDeed } from '../model/audit.ts';
import type { CertificateInfo } from '../model/certificate.ts';
import { MusterError } from '../model/errors.ts';
import type { Clock, Random } from '../model/ports.ts';
import { createTurns } from '../model/turns.ts';
import type { AuditRepository, SettingsRepository } from '../store/contract.ts';
import type { CertificateRepository } from '../store/registration-contract.ts';
import type { Vault } from '../vault/vault.ts';
import { createAuthority } from './authority.ts';
import { createCms } from './cms/cms.ts';
import type { PkiService, ServerCredentials } from './contract.ts';
import { describe, serialOf } from './describe.ts';
import { issueForDevice } from './device.ts';
import { createIssue } from './issue.ts';
import { createDeviceJudge } from './judge-device.ts';
import { createKeep, type KeptPair } from './kept.ts';
import { overviewOf } from './overview.ts';
import { createOwnServer } from './own-server.ts';
import { createRevocation, SUPERSEDED } from './revocation.ts';
import { createScep } from './scep/scep.ts';
import { createServiceIdentity } from './service-certificate.ts';
import { createTray } from './taking/tray.ts';

export interface PkiDeps {
  vault: Pick<Vault, 'read' | 'write' | 'writeNew'>;
  certificates: CertificateRepository;
  settings: SettingsRepository;
  audit: Pick<AuditRepository, 'append'>;
  draft: DraftDeed;
  clock: Clock;
  random: Random;
  /** The organisation’s name, for the authority’s subject. */
  organisation(): string;
  /** A certificate was made, brought or revoked. */
  changed(): void;
}

/** See PkiService. Touches nothing until its first use. */
export function createPki(deps: PkiDeps): PkiService {
  const { certificates, audit, draft, clock, random, changed } = deps;
  const keep = createKeep(deps);
  const issue = createIssue(deps);
  const authority = createAuthority({ ...deps, keep });
  const own = createOwnServer({ ...deps, keep, issue });
  const revocation = createRevocation({ ...deps, keep, authority });
  const service = createServiceIdentity({ ...deps, keep, issue, authority });
  const tray = createTray();
  // Two that want a server certificate at once are to get the same one.
  const inTurn = createTurns();

  async function brought(): Promise<KeptPair> {
    const kept = await keep.read('brought');
    if (kept === null) throw new MusterError('certificate_no_key');
    return kept;
  }

  return {
    overview: () => overviewOf({ keep, certificates, clock }),
    server: ({ source, names }) =>
      inTurn(async () => {
        const pair = source === 'own' ? await own.current(await authority(), names) : await brought();
        await keep.noteSource(source);
        return credentialsOf(pair);
      }),
    renew: (names) =>
      inTurn(async () => {
        const old = await keep.shown('server');
        const made = credentialsOf(await own.anew(await authority(), names));
        if (old !== null) await revocation.revoke(serialOf(old), SUPERSEDED);
        return made.info;
      }),
    pick: (files) => {
      const handle = random.uuid(clock.now());
      const { needsPassword } = tray.put(handle, files);
      return { handle, names: files.map(({ name }) => name), needsPassword };
    },
    bring: async ({ handle, password, name }) => {
      const parts = tray.look(handle);
      const { takeIn } = await import('./taking/take-in.ts');
      const pair = await takeIn({ parts, password, name, now: clock.now() });
      return inTurn(async () => {
        await keep.write('brought', pair);
        tray.clear(handle);
        const { info } = credentialsOf(pair);
        await audit.append(draft('certificate.brought', info.serial, whatIs(info)));
        changed();
        return info;
      });
    },
    root: async () => {
      const { certificate, pem } = await authority();
      return { der: certificate.raw, pem, info: describe(certificate) };
    },
    issueDevice: async (input) => issueForDevice({ ...deps, issue }, await authority(), input),
    judgeDevice: createDeviceJudge(authority),
    cms: createCms({ service, clock }),
    scep: createScep({ service, clock, random }),
    revoke: revocation.revoke,
    crl: revocation.list,
  };
}

function credentialsOf({ key, chain }: KeptPair): ServerCredentials {
  return { key, chain, info: describe(new X509Certificate(chain)) };
}

function whatIs({ subject, issuer, names, notAfter }: CertificateInfo) {
  return { subject, issuer, names: names.join(', '), notAfter };
}
