import { z } from 'zod';
import {
  mailInputSchema,
  mailKindSchema,
  mailLanguageSchema,
  mailOverviewSchema,
  mailPreviewSchema,
  mailTemplateSchema,
  mailTemplateStateSchema,
  mailTestSchema,
} from '../domain.ts';
import { method, nothing } from './method.ts';

const which = z.object({ kind: mailKindSchema, language: mailLanguageSchema });
/** While it is being written it may be anything: what is wrong with it is the answer. */
const written = which.extend({
  template: z.object({ subject: z.string().max(1000), body: z.string().max(50_000) }),
});

/** The mail server and the texts of mails. */
export const MAIL_METHODS = {
  'mail.overview': method(nothing, mailOverviewSchema.nullable()),
  'mail.test': method(
    mailInputSchema.extend({ to: z.email().max(254).nullable(), language: mailLanguageSchema }),
    mailTestSchema,
  ),
  'mail.save': method(mailInputSchema, mailOverviewSchema),
  'mail.remove': method(nothing, nothing),
  'mail.templates': method(nothing, z.array(mailTemplateStateSchema)),
  'mail.saveTemplate': method(which.extend({ template: mailTemplateSchema }), mailTemplateStateSchema),
  'mail.resetTemplate': method(which, mailTemplateStateSchema),
  'mail.preview': method(written, mailPreviewSchema),
} as const;
