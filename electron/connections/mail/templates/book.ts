import { z } from 'zod';
import { MusterError } from '../../../model/errors.ts';
import {
  MAIL_LANGUAGES,
  type MailLanguage,
  type MailTemplate,
  type MailTemplateState,
  mailLanguageSchema,
  mailTemplateSchema,
} from '../../../model/mail.ts';
import { MAIL_KINDS, type MailKind, mailKindSchema } from '../../../model/mail-job.ts';
import { createTurns } from '../../../model/turns.ts';
import type { SettingsRepository } from '../../../store/contract.ts';
import { defaultTemplate } from './defaults.ts';
import { faultsOf } from './faults.ts';
import { oneLine } from './render.ts';

const KEY = 'mail.templates';
const editedSchema = z.partialRecord(mailKindSchema, z.partialRecord(mailLanguageSchema, mailTemplateSchema));
type Edited = z.infer<typeof editedSchema>;

interface Which {
  kind: MailKind;
  language: MailLanguage;
}

/** The texts of mails: those that come with Muster, and those edited here, which are kept in the settings. */
export interface TemplateBook {
  all(): Promise<MailTemplateState[]>;
  get(which: Which): Promise<MailTemplate>;
  /** Throws mail_template_faulty (details: part, field, problem) with the first fault, and bad_input. */
  save(input: Which & { template: MailTemplate }): Promise<MailTemplateState>;
  reset(which: Which): Promise<MailTemplateState>;
}

export function createTemplateBook(settings: SettingsRepository): TemplateBook {
  // They are kept together: two changes at once must not lose one.
  const inTurn = createTurns();
  const read = async (): Promise<Edited> => {
    const text = await settings.get(KEY);
    return text === null ? {} : editedSchema.parse(JSON.parse(text));
  };
  const change = (
    { kind, language }: Which,
    template: MailTemplate | undefined,
  ): Promise<MailTemplateState> =>
    inTurn(async () => {
      const edited = await read();
      const changed = { ...edited, [kind]: { ...edited[kind], [language]: template } };
      await settings.set(KEY, JSON.stringify(changed));
      return stateOf(changed, { kind, language });
    });
  return {
    all: async () => {
      const edited = await read();
      return MAIL_KINDS.flatMap((kind) =>
        MAIL_LANGUAGES.map((language) => stateOf(edited, { kind, language })),
      );
    },
    get: async (which) => stateOf(await read(), which).template,
    save: async ({ template, ...which }) => await change(which, sound(which.kind, template)),
    reset: (which) => change(which, undefined),
  };
}

function stateOf(edited: Edited, { kind, language }: Which): MailTemplateState {
  const own = edited[kind]?.[language];
  return { kind, language, template: own ?? defaultTemplate(kind, language), edited: own !== undefined };
}

function sound(kind: MailKind, given: MailTemplate): MailTemplate {
  const template = { subject: oneLine(given.subject), body: given.body.replace(/\r\n?/g, '\n') };
  const [fault] = faultsOf(kind, template);
  if (fault !== undefined) throw new MusterError('mail_template_faulty', { ...fault });
  const read = mailTemplateSchema.safeParse(template);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new MusterError('bad_input', { field: issue?.path.join('.') ?? '', problem: issue?.message ?? '' });
}
