import { MAIL_FIELDS, MAIL_NEEDED_FIELDS, type MailPreview, type MailTemplate } from '../../../model/mail.ts';
import type { MailKind } from '../../../model/mail-job.ts';
import { fillIn, type Piece, parseTemplate } from './parse.ts';

export type TemplateFault = MailPreview['problems'][number];
type Part = TemplateFault['part'];

/** What keeps a template from being of use, in the order in which it is read; none when it is sound. */
export function faultsOf(kind: MailKind, template: MailTemplate): TemplateFault[] {
  const parts: Part[] = ['subject', 'body'];
  const faults = parts.flatMap((part) => faultsOfPart(kind, part, template[part]));
  if (faults.some(({ part, problem }) => part === 'body' && problem !== 'unknown_field')) return faults;
  const missing = MAIL_NEEDED_FIELDS[kind].filter((field) => !isSurelyIn(kind, field, template.body));
  return [
    ...faults,
    ...missing.map((field): TemplateFault => ({ problem: 'needed_field', part: 'body', field })),
  ];
}

function faultsOfPart(kind: MailKind, part: Part, text: string): TemplateFault[] {
  if (text.trim() === '') return [{ problem: 'empty', part, field: '' }];
  try {
    const known: readonly string[] = MAIL_FIELDS[kind];
    const unknown = new Set(fieldsOf(parseTemplate(text)).filter((field) => !known.includes(field)));
    return [...unknown].map((field) => ({ problem: 'unknown_field', part, field }));
  } catch (error) {
    return [{ problem: 'not_closed', part, field: openedIn(error) }];
  }
}

/** What is named, tags that mustache knows and mails do not (partials, other delimiters) with their sign. */
export function fieldsOf(pieces: readonly Piece[]): string[] {
  return pieces.flatMap(({ kind, value, inner }) => {
    if (kind === 'text' || kind === '!') return [];
    if (kind === '#' || kind === '^') return [value, ...fieldsOf(inner)];
    return [kind === 'name' || kind === '&' ? value : `${kind} ${value}`];
  });
}

/** Whether the field is shown whatever else has a value: a link within {{#pin}} would be missing from most mails. */
function isSurelyIn(kind: MailKind, field: string, body: string): boolean {
  const mark = '\u{f8ff}';
  const all = Object.fromEntries(MAIL_FIELDS[kind].map((one) => [one, one === field ? mark : 'x']));
  return [all, { [field]: mark }].every((values) => fillIn(body, values).includes(mark));
}

/** mustache names the section it was in, as in `Unclosed section "pin" at 12`; of a single tag it tells no name. */
function openedIn(error: unknown): string {
  return (error instanceof Error && /"([^"]*)"/.exec(error.message)?.[1]) || '';
}
