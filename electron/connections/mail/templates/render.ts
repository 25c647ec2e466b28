import { MAIL_FIELDS, type MailLanguage, type MailTemplate } from '../../../model/mail.ts';
import type { MailKind, MailValues } from '../../../model/mail-job.ts';
import { htmlOf } from './html.ts';
import { fillIn } from './parse.ts';

/** A mail as it will be read. */
export interface RenderedMail {
  /** One line. */
  subject: string;
  text: string;
  html: string;
}

/**
 * Fills a template in with what its kind of mail may name: times come as texts in the mail’s language, the PIN as its
 * digits, which are set in groups of four. The HTML says the same as the text, with links that can be clicked.
 * Throws an Error where a section is not closed.
 */
export function renderMail(
  template: MailTemplate,
  kind: MailKind,
  language: MailLanguage,
  values: MailValues,
): RenderedMail {
  const shown = shownValues(kind, values);
  return renderText(template, language, shown, codesIn(kind, shown));
}

/** What a kind of mail may name, as it is shown. */
export function shownValues(kind: MailKind, values: MailValues): MailValues {
  const known = Object.fromEntries(MAIL_FIELDS[kind].map((field) => [field, values[field]]));
  return known.pin ? { ...known, pin: inFours(known.pin) } : known;
}

/** What is to stand out, because somebody types it. */
export function codesIn(kind: MailKind, shown: MailValues): string[] {
  const codes = [shown.pin, kind === 'password' ? shown.password : undefined];
  return codes.filter((code): code is string => code !== undefined && code !== '');
}

/** The same with whatever values there are; `codes` stand out in the HTML. */
export function renderText(
  template: MailTemplate,
  language: MailLanguage,
  values: MailValues,
  codes: readonly string[] = [],
): RenderedMail {
  const subject = oneLine(fillIn(template.subject, values));
  const text = `${fillIn(template.body, values)
    .replace(/\r\n?/g, '\n')
    .replace(/[^\S\n]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim()}\n`;
  return { subject, text, html: htmlOf(text, { language, subject, codes }) };
}

/** Without what would end a line of a mail’s head, or cannot be seen. */
export function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();
}

/** `48210937` → `4821 0937` */
export function inFours(pin: string): string {
  return pin.replace(/(.{4})(?=.)/g, '$1 ');
}
