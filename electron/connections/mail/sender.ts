import type { MailOutcome } from '../../model/mail-job.ts';
import { createTurns } from '../../model/turns.ts';
import type { Exit, Opening } from './opening.ts';
import { outcomeOf } from './outcome.ts';
import { discreetAbout, SmtpFailure } from './wire/failure.ts';
import type { Handover, Letter } from './wire/letter.ts';
import type { SmtpSession } from './wire/session.ts';

/** A mail to be sent; `hidden` is what it says and no error may. */
export interface Parcel {
  write(): Promise<Letter>;
  hidden: readonly string[];
}

/** Hands mails to a server, one after another, over one connection as long as they come. */
export interface Sender {
  /** One try. Throws nothing that a server, or the way to it, can bring about. */
  deliver(exit: Exit, parcel: Parcel, signal: AbortSignal): Promise<MailOutcome>;
}

export function createSender({ open }: Pick<Opening, 'open'>): Sender {
  const inTurn = createTurns();
  let kept: { exit: string; session: SmtpSession } | null = null;

  /** The connection of the last mail, if this one goes the same way. */
  const take = (exit: string): SmtpSession | null => {
    if (kept === null) return null;
    const { session, exit: before } = kept;
    kept = null;
    if (before === exit && session.isOpen()) {
      session.wake();
      return session;
    }
    session.end();
    return null;
  };

  return {
    deliver: (exit, parcel, signal) =>
      inTurn(async () => {
        const way = JSON.stringify(exit);
        const hidden = [...Object.values(exit.secrets), ...parcel.hidden];
        const handover: Handover = { done: false };
        const hand = async (letter: Letter, old: SmtpSession | null): Promise<void> => {
          const session = old ?? (await open(exit, signal, hidden));
          try {
            await session.send(letter, handover, signal);
          } catch (error) {
            session.end();
            // A server may end a connection between two mails, or after so many of them.
            if (old !== null && !handover.done && isOver(error)) return await hand(letter, null);
            throw error;
          }
          session.rest();
          kept = { exit: way, session };
        };
        try {
          await hand(await parcel.write(), take(way));
          return { kind: 'sent' };
        } catch (error) {
          if (!(error instanceof SmtpFailure)) throw error;
          const { host } = exit.connection;
          return outcomeOf(error, { handedOver: handover.done, host, discreet: discreetAbout(hidden) });
        }
      }),
  };
}

function isOver(error: unknown): boolean {
  return error instanceof SmtpFailure && (error.at === 'lost' || error.code === 421);
}
