import type {
  MailInput,
  MailLanguage,
  MailOverview,
  MailPreview,
  MailTemplate,
  MailTemplateState,
  MailTest,
} from '../../model/mail.ts';
import type { MailKind, MailOutcome, OutgoingMail } from '../../model/mail-job.ts';

/** The workspace’s mail server and the texts of its mails. */
export interface MailService {
  /** Null when none is set up. */
  overview(): Promise<MailOverview | null>;
  /**
   * Connects, signs in, and sends a mail when `to` is given; keeps nothing. Throws bad_input, mail_unreachable,
   * mail_certificate, mail_not_secured, mail_sign_in_refused, mail_refused, what the vault throws, and `cancelled`.
   */
  test(
    input: MailInput & { to: string | null; language: MailLanguage },
    signal: AbortSignal,
  ): Promise<MailTest>;
  /** Keeps the settings, and the secrets in the vault; what waits is tried at once. Throws bad_input. */
  save(input: MailInput): Promise<MailOverview>;
  /** Forgets both; what waits stays. Throws mail_not_set. */
  remove(): Promise<void>;

  templates(): Promise<MailTemplateState[]>;
  /** Throws mail_template_faulty (details: part, field, problem). */
  saveTemplate(input: {
    kind: MailKind;
    language: MailLanguage;
    template: MailTemplate;
  }): Promise<MailTemplateState>;
  /** Back to the one that comes with Muster. */
  resetTemplate(input: { kind: MailKind; language: MailLanguage }): Promise<MailTemplateState>;
  /** With made-up values; faulty ones are shown as far as they go, with what is wrong. */
  preview(input: { kind: MailKind; language: MailLanguage; template: MailTemplate }): Promise<MailPreview>;

  /** How many mails a minute; null when no server is set up. */
  pace(): Promise<number | null>;
  /** Sends one mail, once; never throws for what a server or the way to it can do. Throws mail_not_set and what the vault throws. */
  deliver(mail: OutgoingMail, signal: AbortSignal): Promise<MailOutcome>;
}
