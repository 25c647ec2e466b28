import type { MailLanguage, MailPreview, MailTemplate } from '../../../model/mail.ts';
import type { MailKind } from '../../../model/mail-job.ts';
import { faultsOf, type TemplateFault } from './faults.ts';
import { codesIn, renderText, shownValues } from './render.ts';
import { sampleValues } from './sample.ts';

/**
 * A template with made-up values. What it names and cannot name stays as it is written; a part with something that is
 * not closed is shown as it is written altogether.
 */
export function previewOf(
  { kind, language, template }: { kind: MailKind; language: MailLanguage; template: MailTemplate },
  of: { organisation: string; now: number },
): MailPreview {
  const problems = faultsOf(kind, template);
  const open = named(problems, 'not_closed', ({ part }) => part);
  const shown = shownValues(kind, sampleValues(kind, language, of));
  const unknown = named(problems, 'unknown_field', ({ field }) => [field, `{{${field}}}`] as const);
  const written = {
    subject: open.includes('subject') ? literally(template.subject) : template.subject,
    body: open.includes('body') ? literally(template.body) : template.body,
  };
  const values = { ...Object.fromEntries(unknown), ...shown };
  return { ...renderText(written, language, values, codesIn(kind, shown)), problems };
}

function named<T>(
  faults: readonly TemplateFault[],
  problem: TemplateFault['problem'],
  what: (fault: TemplateFault) => T,
): T[] {
  return faults.filter((fault) => fault.problem === problem).map(what);
}

/** With delimiters nobody writes, everything is text. */
function literally(text: string): string {
  return `{{=\u{f8fe} \u{f8ff}=}}${text}`;
}
