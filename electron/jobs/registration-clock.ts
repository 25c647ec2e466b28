import { MusterError } from '../model/errors.ts';
import type { Clock } from '../model/ports.ts';
import type { RegistrationSettings } from '../model/registration-settings.ts';
import type { AccessRepository, InvitationRepository } from '../store/registration-contract.ts';

/** What registration does by the clock: invitations expire, begun registrations are reminded of, old rows go. */
export interface RegistrationClock {
  start(): void;
  /** Looks at once: after sleep. */
  wake(): void;
  stop(): Promise<void>;
}

export interface RegistrationClockDeps {
  invitations: Pick<InvitationRepository, 'expire' | 'remind'>;
  access: Pick<AccessRepository, 'sweep'>;
  settings(): Promise<RegistrationSettings>;
  /** Reminders only go where they lead in: the listener has a public name and mail is set up. */
  mayRemind(): Promise<boolean>;
  /** The own certificate is renewed in time. */
  certificates(): Promise<void>;
  clock: Clock;
  /** Reminders were queued. */
  reminded(count: number): void;
  expired(count: number): void;
  log(message: string): void;
}

export function createRegistrationClock(_deps: RegistrationClockDeps): RegistrationClock {
  throw new MusterError('not_available');
}
