import { Button, Textarea, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MailPreview, MailTemplateState } from '../../../../electron/bridge/domain';
import { MAIL_FIELDS } from '../../../../electron/bridge/domain';
import { errorText } from '../../../i18n';
import { useMailPreview, useResetTemplate, useSaveTemplate } from '../../../queries/mail';
import { Notice } from '../../google/parts/Notice';
import { Preview } from './Preview';
import css from './templates.module.css';

/** One mail's text: typed on the left, read on the right. Nothing that cannot be read is kept. */
export function TemplateEditor({ kept }: { kept: MailTemplateState }) {
  const { t } = useTranslation('mail');
  const { kind, language } = kept;
  const [template, setTemplate] = useState(kept.template);
  const body = useRef<HTMLTextAreaElement>(null);
  const save = useSaveTemplate();
  const reset = useResetTemplate();
  const preview = useMailPreview({ kind, language, template }).data;
  const touched = template.subject !== kept.template.subject || template.body !== kept.template.body;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate({ kind, language, template }, { onSuccess: () => tell(t('templates.saved')) });
  };
  const back = () =>
    reset.mutate(
      { kind, language },
      {
        onSuccess: (state) => {
          setTemplate(state.template);
          tell(t('templates.back'));
        },
      },
    );
  const insert = (field: string) => {
    const area = body.current;
    const at = area?.selectionStart ?? template.body.length;
    const end = area?.selectionEnd ?? at;
    setTemplate({
      ...template,
      body: `${template.body.slice(0, at)}{{${field}}}${template.body.slice(end)}`,
    });
    area?.focus();
  };
  return (
    <form className={css.editor} noValidate onSubmit={submit}>
      <div className={css.typed}>
        <TextInput
          label={t('templates.subject')}
          value={template.subject}
          maxLength={200}
          error={problemsOf(preview, 'subject', t)}
          onChange={(event) => setTemplate({ ...template, subject: event.currentTarget.value })}
        />
        <Textarea
          ref={body}
          label={t('templates.body')}
          value={template.body}
          rows={18}
          maxLength={20_000}
          classNames={{ input: css.body ?? '' }}
          error={problemsOf(preview, 'body', t)}
          onChange={(event) => setTemplate({ ...template, body: event.currentTarget.value })}
        />
        <Fields fields={MAIL_FIELDS[kind]} onPick={insert} />
        {save.error !== null && (
          <Notice tone="bad" live>
            {errorText(save.error)}
          </Notice>
        )}
        <div className={css.buttons}>
          <Button
            type="submit"
            variant={touched ? 'filled' : 'default'}
            disabled={!touched || (preview?.problems.length ?? 0) > 0}
            loading={save.isPending}
          >
            {t('templates.save')}
          </Button>
          {touched && <Button onClick={() => setTemplate(kept.template)}>{t('templates.discard')}</Button>}
          {kept.edited && !touched && (
            <Button onClick={back} loading={reset.isPending}>
              {t('templates.reset')}
            </Button>
          )}
        </div>
      </div>
      <Preview preview={preview} />
    </form>
  );
}

function tell(message: string): void {
  notifications.show({ message, autoClose: 5000 });
}

function Fields({ fields, onPick }: { fields: readonly string[]; onPick: (field: string) => void }) {
  const { t } = useTranslation('mail');
  return (
    <fieldset className={css.fields}>
      <legend>{t('templates.fields')}</legend>
      {fields.map((field) => (
        <button key={field} type="button" title={t(`templateField.${field}`)} onClick={() => onPick(field)}>
          {field}
        </button>
      ))}
    </fieldset>
  );
}

type Translate = ReturnType<typeof useTranslation<'mail'>>['t'];

function problemsOf(
  preview: MailPreview | undefined,
  part: 'subject' | 'body',
  t: Translate,
): string | undefined {
  const problems = (preview?.problems ?? []).filter((one) => one.part === part);
  if (problems.length === 0) return undefined;
  return problems.map(({ problem, field }) => t(`problem.${problem}`, { field })).join(' ');
}
