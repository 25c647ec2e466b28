import { Button, Textarea, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type FormEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { MailPreview, MailTemplate, MailTemplateState } from '../../../../electron/bridge/domain';
import { errorText } from '../../../i18n';
import { useMailPreview, useSaveTemplate } from '../../../queries/mail';
import { Notice } from '../../google/parts/Notice';
import { Fields } from './Fields';
import { Preview } from './Preview';
import css from './templates.module.css';
import { useReset } from './use-reset';

interface TemplateEditorProps {
  kept: MailTemplateState;
  /** What was typed and not saved yet. */
  draft: MailTemplate | null;
  onDraft: (draft: MailTemplate | null) => void;
}

/** One mail's text: typed on the left, read on the right. Nothing that cannot be read is kept. */
export function TemplateEditor({ kept, draft, onDraft }: TemplateEditorProps) {
  const { t } = useTranslation('mail');
  const { kind, language } = kept;
  const template = draft ?? kept.template;
  const body = useRef<HTMLTextAreaElement>(null);
  const save = useSaveTemplate();
  const reset = useReset(kept);
  const preview = useMailPreview({ kind, language, template }).data;
  const type = (change: Partial<MailTemplate>) => {
    const typed = { ...template, ...change };
    onDraft(isSame(typed, kept.template) ? null : typed);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const onSuccess = () => {
      onDraft(null);
      notifications.show({ message: t('templates.saved'), autoClose: 5000 });
    };
    save.mutate({ kind, language, template }, { onSuccess });
  };
  return (
    <form className={css.editor} noValidate onSubmit={submit}>
      <div className={css.typed}>
        <TextInput
          label={t('templates.subject')}
          value={template.subject}
          maxLength={200}
          error={problemsOf(preview, 'subject', t)}
          onChange={(event) => type({ subject: event.currentTarget.value })}
        />
        <Textarea
          ref={body}
          label={t('templates.body')}
          value={template.body}
          rows={18}
          maxLength={20_000}
          classNames={{ input: css.body ?? '' }}
          error={problemsOf(preview, 'body', t)}
          onChange={(event) => type({ body: event.currentTarget.value })}
        />
        <Fields kind={kind} body={body} />
        {save.error !== null && (
          <Notice tone="bad" live>
            {errorText(save.error)}
          </Notice>
        )}
        <div className={css.buttons}>
          <Button
            type="submit"
            variant={draft === null ? 'default' : 'filled'}
            disabled={draft === null || (preview?.problems.length ?? 0) > 0}
            loading={save.isPending}
          >
            {t('templates.save')}
          </Button>
          {draft !== null && <Button onClick={() => onDraft(null)}>{t('templates.discard')}</Button>}
          {kept.edited && draft === null && (
            <Button onClick={reset.run} loading={reset.busy}>
              {t('templates.reset')}
            </Button>
          )}
        </div>
      </div>
      <Preview preview={preview} />
    </form>
  );
}

function isSame(one: MailTemplate, other: MailTemplate): boolean {
  return one.subject === other.subject && one.body === other.body;
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
