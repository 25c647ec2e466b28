import { Button, Loader, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MailConnection, MailInput } from '../../../electron/bridge/domain';
import { promptForVault } from '../../components/prompt-for-vault';
import { useProblemFocus } from '../../components/use-problem-focus';
import { useTrial } from '../../components/use-trial';
import { errorText, languageNow } from '../../i18n';
import { testMail, useMailSave } from '../../queries/mail';
import { Notice } from '../google/parts/Notice';
import css from '../ldap/ldap.module.css';
import { MailFields } from './MailFields';
import own from './mail.module.css';
import { TestResult } from './TestResult';
import { useMailForm } from './use-mail-form';

interface Failure {
  title: 'test.failed' | 'notSaved';
  error: unknown;
}

/** The settings of the mail server: typed, tested, kept. */
export function MailSettings({ kept }: { kept: MailConnection | null }) {
  const { t } = useTranslation('mail');
  const save = useMailSave();
  const frame = useRef<HTMLFormElement>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [to, setTo] = useState('');
  const toProblem = useProblemFocus(frame);
  const failed = (title: Failure['title']) => (error: unknown) => {
    promptForVault(error);
    setFailure(form.refuse(error) ? null : { title, error });
    toProblem();
  };
  const trial = useTrial(testMail, failed('test.failed'));
  const form = useMailForm(kept, () => {
    trial.forget();
    setFailure(null);
  });
  const withInput = (work: (input: MailInput) => void) => {
    setFailure(null);
    const input = form.check();
    if (input === null) toProblem();
    else work(input);
  };
  const keep = (event: FormEvent) => {
    event.preventDefault();
    withInput((input) =>
      save.mutate(input, {
        onError: failed('notSaved'),
        onSuccess: () => notifications.show({ title: t('saved'), message: t('savedNext'), color: 'accent' }),
      }),
    );
  };
  const test = () =>
    withInput((input) => {
      const address = to.trim();
      void trial.start({ ...input, to: address === '' ? null : address, language: languageNow() });
    });
  return (
    <form ref={frame} className={css.form} noValidate onSubmit={keep}>
      <MailFields form={form} />
      <TextInput
        className={own.testTo ?? ''}
        label={t('field.testTo')}
        description={t('hint.testTo')}
        type="email"
        autoComplete="off"
        value={to}
        onChange={(event) => setTo(event.currentTarget.value)}
      />
      {failure !== null && (
        <Notice tone="bad" title={t(failure.title)} live>
          {errorText(failure.error)}
        </Notice>
      )}
      <div className={css.buttons}>
        <Button
          type="submit"
          variant={kept === null || form.touched ? 'filled' : 'default'}
          loading={save.isPending}
          disabled={trial.running || (kept !== null && !form.touched)}
        >
          {t('save')}
        </Button>
        {trial.running ? (
          <>
            <span className={css.running} role="status">
              <Loader size={14} aria-hidden="true" /> {t('test.running')}
            </span>
            <Button onClick={trial.forget}>{t('test.cancel')}</Button>
          </>
        ) : (
          <Button onClick={test}>{t(to.trim() === '' ? 'test.button' : 'test.send')}</Button>
        )}
      </div>
      {trial.result !== null && <TestResult result={trial.result} />}
    </form>
  );
}
