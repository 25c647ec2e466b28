import type { KeyObject, X509Certificate } from 'node:crypto';
import type { DraftDeed } from '../../model/audit.ts';
import type { PickedCertificate } from '../../model/certificate.ts';
import type { Clock, Random } from '../../model/ports.ts';
import type { Store } from '../../store/contract.ts';
import type { Vault } from '../../vault/vault.ts';

/** Files an admin picked, with what is in them. */
export interface PickedFiles {
  /** Keeps them in memory. Throws `certificate_unreadable`. */
  pick(files: readonly { name: string; bytes: Uint8Array }[]): PickedCertificate;
  /** Throws `not_found` for a choice that was replaced since, certificate_wrong_password, certificate_unreadable. */
  open(handle: string, password: string | null): Promise<PickedMaterial>;
  /** Forgets them. */
  clear(handle: string): void;
}

/** Certificates and private keys of all picked files, with the file each key was in. */
export interface PickedMaterial {
  certificates: X509Certificate[];
  keys: { key: KeyObject; file: string }[];
}

/** Where pushes go. `authority` (PEM) is trusted there; null: those this machine trusts. */
export interface PushEndpoint {
  host: string;
  port: number;
  authority: string | null;
}

export interface PushDeps {
  apple: Pick<Store['apple'], 'duePushes' | 'nextPushAt' | 'waitingPushes' | 'notePushes' | 'wantPush'>;
  settings: Store['settings'];
  leases: Store['leases'];
  audit: Pick<Store['audit'], 'append'>;
  vault: Pick<Vault, 'read' | 'write' | 'remove'>;
  files: PickedFiles;
  /** A request for a certificate (PKCS #10) for an RSA key, PEM. */
  csr(wanted: { privateKey: KeyObject; commonName: string }): Promise<string>;
  clock: Clock;
  random: Random;
  pid: number;
  draft: DraftDeed;
  organisation(): string;
  /** Apple’s own host, or the demo’s or a test’s. */
  endpoint(): PushEndpoint;
  /** A device is gone from Apple’s push service, by an answer about this token that is newer than it. */
  unregistered(deviceId: string, token: string): Promise<void>;
  changed(): void;
  log(message: string): void;
}
