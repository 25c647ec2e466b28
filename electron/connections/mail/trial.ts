import type { MailTest } from '../../model/mail.ts';
import type { Exit, Opening } from './opening.ts';
import { discreetAbout, errorOf, SmtpFailure } from './wire/failure.ts';
import type { Letter } from './wire/letter.ts';

/**
 * Connects, signs in, and sends a mail where there is one, over a connection of its own. Throws mail_unreachable,
 * mail_certificate, mail_not_secured, mail_sign_in_refused, mail_refused (details: host, reason), `cancelled`.
 */
export async function tryOut(
  { open }: Pick<Opening, 'open'>,
  exit: Exit,
  write: (() => Promise<Letter>) | null,
  signal: AbortSignal,
): Promise<Omit<MailTest, 'to'>> {
  const hidden = Object.values(exit.secrets);
  try {
    const letter = (await write?.()) ?? null;
    const session = await open(exit, signal, hidden);
    try {
      if (letter !== null) await session.send(letter, { done: false }, signal);
    } finally {
      session.end();
    }
    const { greeting, secured, certificate } = session;
    return { greeting, secured, certificate };
  } catch (error) {
    if (!(error instanceof SmtpFailure)) throw error;
    throw errorOf(error, exit.connection.host, discreetAbout(hidden));
  }
}
