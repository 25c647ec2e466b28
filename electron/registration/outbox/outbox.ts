import type { DraftDeed } from '../../model/audit.ts';
import { MusterError } from '../../model/errors.ts';
import type { MailOverview } from '../../model/mail.ts';
import type { MailOutcome, OutgoingMail } from '../../model/mail-job.ts';
import type { Clock, Random } from '../../model/ports.ts';
import type { LeaseRepository } from '../../store/contract.ts';
import type { AccessRepository, MailRepository, PinRepository } from '../../store/registration-contract.ts';
import type { RegistrationService } from '../contract.ts';
import type { Links } from '../links.ts';

/**
 * Sends what waits: one program at a time (a lease), at the pace set, each mail once. What a mail says is made when it
 * leaves, its PIN or temporary password with it.
 */
export interface Outbox {
  /** Begins; called in a program that stays (the window, `muster listen`). */
  start(): void;
  /** Looks at once. */
  wake(): void;
  /** Sends until nothing is due any more (`muster invite`); answers how many were sent. */
  drain(signal: AbortSignal, onProgress: (sent: number) => void): Promise<number>;
  trouble(): MailOverview['trouble'];
  /** Waits for the mail that is being handed over. */
  close(): Promise<void>;
}

export interface OutboxDeps {
  mails: MailRepository;
  pins: Pick<PinRepository, 'make' | 'active'>;
  access: Pick<AccessRepository, 'setPassword' | 'havePassword'>;
  leases: LeaseRepository;
  registration: Pick<RegistrationService, 'settings' | 'overview'>;
  links: Links;
  deliver(mail: OutgoingMail, signal: AbortSignal): Promise<MailOutcome>;
  /** Mails a minute; null when no server is set up. */
  pace(): Promise<number | null>;
  clock: Clock;
  random: Random;
  pid: number;
  draft: DraftDeed;
  organisation(): string;
  changed(): void;
  log(message: string): void;
}

export function createOutbox(_deps: OutboxDeps): Outbox {
  throw new MusterError('not_available');
}
