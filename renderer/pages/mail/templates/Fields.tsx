import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { MAIL_FIELDS, type MailKind } from '../../../../electron/bridge/domain';
import { insertionOf } from './fields';
import css from './templates.module.css';

interface FieldsProps {
  kind: MailKind;
  /** Where they are put in. */
  body: RefObject<HTMLTextAreaElement | null>;
}

/** The fields a mail of this kind may name, each a click from the text. */
export function Fields({ kind, body }: FieldsProps) {
  const { t } = useTranslation('mail');
  return (
    <fieldset className={css.fields}>
      <legend>{t('templates.fields')}</legend>
      {MAIL_FIELDS[kind].map((field) => (
        <button
          key={field}
          type="button"
          title={t(`templateField.${field}`)}
          onClick={() => body.current !== null && insert(body.current, kind, field)}
        >
          {field}
        </button>
      ))}
    </fieldset>
  );
}

function insert(area: HTMLTextAreaElement, kind: MailKind, field: string): void {
  const { selectionStart: start, selectionEnd: end, value } = area;
  const { text, caret } = insertionOf(kind, field, value.slice(start, end));
  area.focus();
  // Nothing else puts text in so that Ctrl+Z takes it out again.
  document.execCommand('insertText', false, text);
  area.setSelectionRange(start + caret, start + caret);
}
