import { z } from 'zod';
import en from '../../../../resources/mail/en.json' with { type: 'json' };
import fr from '../../../../resources/mail/fr.json' with { type: 'json' };
import type { MailLanguage, MailTemplate } from '../../../model/mail.ts';
import { MAIL_KINDS, type MailKind } from '../../../model/mail-job.ts';

const writtenSchema = z
  .object({ subject: z.string(), body: z.array(z.string()) })
  .transform(({ subject, body }): MailTemplate => ({ subject, body: body.join('\n') }));
const booksSchema = z.record(z.enum([...MAIL_KINDS, 'test']), writtenSchema);

const WRITTEN: Readonly<Record<MailLanguage, unknown>> = { en, fr };

/** The text that comes with Muster; `test` is what an admin sends himself to try a server out. */
export function defaultTemplate(kind: MailKind | 'test', language: MailLanguage): MailTemplate {
  return booksSchema.parse(WRITTEN[language])[kind];
}
