import type { MailService } from '../connections/mail/contract.ts';
import type { HandlerHost, Some } from './handlers.ts';

/** The bridge's methods for the mail server and the texts of mails. */
export function mailHandlers({ console }: HandlerHost): Some<'mail'> {
  const mail = (): MailService => console.need().register.mail;
  return {
    'mail.overview': async () => (await console.current()?.register.mail.overview()) ?? null,
    'mail.test': (input, signal) => mail().test(input, signal),
    'mail.save': (input) => mail().save(input),
    'mail.remove': () => mail().remove(),
    'mail.templates': () => mail().templates(),
    'mail.saveTemplate': (input) => mail().saveTemplate(input),
    'mail.resetTemplate': (input) => mail().resetTemplate(input),
    'mail.preview': (input) => mail().preview(input),
  };
}
