import type { DraftDeed } from '../../../model/audit.ts';
import type { Clock, Random } from '../../../model/ports.ts';
import type { Ticket } from '../../../model/ticket.ts';
import type { PkiService } from '../../../pki/contract.ts';
import type { TicketService } from '../../../registration/contract.ts';
import type { Store } from '../../../store/contract.ts';
import type { ProfileLanguage } from './texts.ts';

export interface EnrollDeps {
  apple: Pick<Store['apple'], 'putChallenge' | 'ofTicket' | 'document'>;
  users: Pick<Store['users'], 'get'>;
  audit: Pick<Store['audit'], 'append'>;
  tickets: Pick<TicketService, 'redeem'>;
  /** Looks at a ticket without using it up; null when the token leads nowhere. */
  ticketOf(token: string): Promise<Ticket | null>;
  pki: Pick<PkiService, 'root'> & { cms: Pick<PkiService['cms'], 'sign'> };
  /** The push topic devices register under. */
  topic(): Promise<string>;
  /** `https://name:port` of the devices’ door. */
  serverUrl(): Promise<string>;
  listening(): boolean;
  organisation(): string;
  /** What is spoken to a user of whom nothing is known. */
  language(): ProfileLanguage;
  /** Stable for the workspace: the profile is replaced, never doubled. */
  workspaceId: string;
  ticketMinutes(): Promise<number>;
  clock: Clock;
  random: Random;
  draft: DraftDeed;
  /** The log has a row more. */
  changed(): void;
}
