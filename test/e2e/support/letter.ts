import type { ArrivedMail } from '../../support/mail/server.ts';

/** A mail as its reader has it. */
export interface Letter {
  to: string;
  subject: string;
  text: string;
  /** The personal link; empty where there is none. */
  link: string;
  /** As it is printed, in groups of digits; empty where there is none. */
  pin: string;
}

/** Reads a mail as it arrived. */
export async function readLetter(mail: ArrivedMail): Promise<Letter> {
  const { subject = '', text = '' } = await mail.read();
  return {
    to: mail.to.join(' '),
    subject,
    text,
    link: /^https:\S+\/i\/\S+$/m.exec(text)?.[0] ?? '',
    pin: /^\d{3,4}(?: \d{3,4})+$/m.exec(text)?.[0] ?? '',
  };
}
