import { domainToASCII } from 'node:url';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { MailConnection, MailLanguage } from '../../../model/mail.ts';
import { oneLine, type RenderedMail } from '../templates/render.ts';
import { SmtpFailure } from './failure.ts';
import type { Letter } from './letter.ts';

/** Nothing that could end the address, or the line it stands in. */
const ADDRESS = /^[^\s\p{C}<>()[\]\\,;:"@]+@[^\s\p{C}<>()\\,;:"@]+$/u;

/**
 * Writes a mail: text and HTML, `id` as its Message-ID at the sender’s domain, marked as sent by a machine (RFC 3834
 * section 5) so that no absence answers it. Throws SmtpFailure `recipient` for what is no address.
 */
export async function compose(
  { from, replyTo }: Pick<MailConnection, 'from' | 'replyTo'>,
  mail: {
    id: string;
    to: { name: string; address: string };
    language: MailLanguage;
    content: RenderedMail;
    date: number;
  },
): Promise<Letter> {
  const { id, to, language, content, date } = mail;
  if (!ADDRESS.test(to.address))
    throw new SmtpFailure('recipient', `no address: ${JSON.stringify(to.address)}`);
  const node = new MailComposer({
    from: named(from),
    to: named(to),
    ...(replyTo === null ? {} : { replyTo }),
    subject: content.subject,
    text: content.text,
    html: content.html,
    messageId: `<${id}@${domainToASCII(domainOf(from.address)) || 'localhost'}>`,
    date: new Date(date),
    headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': language },
    disableFileAccess: true,
    disableUrlAccess: true,
  }).compile();
  const envelope = node.getEnvelope();
  const [recipient] = envelope.to;
  if (recipient === undefined || envelope.from === false)
    throw new SmtpFailure('recipient', `no address: ${JSON.stringify(to.address)}`);
  return { from: envelope.from, to: recipient, raw: await node.build() };
}

function named({ name, address }: { name: string; address: string }): { name: string; address: string } {
  return { name: oneLine(name), address };
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1);
}
