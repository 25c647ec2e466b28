import type { MailKind } from '../../../../electron/bridge/domain';

/** What is only there or not (`MAIL_FIELDS`): it stands around the words it decides on. */
const SECTIONS: Readonly<Partial<Record<MailKind, readonly string[]>>> = {
  invitation: ['pinApart', 'directory', 'password', 'newPassword'],
};

/** What is typed for a field in the place of the selected words, and where in it the caret is afterwards. */
export function insertionOf(
  kind: MailKind,
  field: string,
  selected: string,
): { text: string; caret: number } {
  if (SECTIONS[kind]?.includes(field) !== true) {
    const text = `{{${field}}}`;
    return { text, caret: text.length };
  }
  const before = `{{#${field}}}${selected}`;
  return { text: `${before}{{/${field}}}`, caret: before.length };
}
