import type { Clock, Random } from '../../../model/ports.ts';
import type { PkiService } from '../../../pki/contract.ts';
import type { TicketService } from '../../../registration/contract.ts';
import type { Store } from '../../../store/contract.ts';
import type { AppleEnrollment } from '../contract.ts';
import type { EnrollmentProfiles } from '../parts.ts';

export interface EnrollDeps {
  apple: Store['apple'];
  users: Store['users'];
  tickets: Pick<TicketService, 'redeem'>;
  /** Looks at a ticket without using it up; null when the token leads nowhere. */
  ticketOf(token: string): Promise<{ id: string; state: string; expiresAt: number } | null>;
  pki: Pick<PkiService, 'root' | 'cms'>;
  /** The push topic devices register under. */
  topic(): Promise<string>;
  /** `https://name:port` of the devices’ door. */
  serverUrl(): Promise<string>;
  listening(): boolean;
  organisation(): string;
  /** Stable for the workspace: the profile is replaced, never doubled. */
  workspaceId: string;
  ticketMinutes(): Promise<number>;
  clock: Clock;
  random: Random;
}

/** Makes enrollment profiles; see EnrollmentProfiles. */
export function createEnrollmentProfiles(_deps: EnrollDeps): EnrollmentProfiles {
  throw new Error('not built yet');
}

/** See AppleEnrollment. */
export function createAppleEnrollment(_deps: EnrollDeps, _profiles: EnrollmentProfiles): AppleEnrollment {
  throw new Error('not built yet');
}
