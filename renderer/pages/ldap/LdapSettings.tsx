import { Button, Loader } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LdapConnection } from '../../../electron/bridge/domain';
import { promptForVault } from '../../components/prompt-for-vault';
import { useProblemFocus } from '../../components/use-problem-focus';
import { useTrial } from '../../components/use-trial';
import { errorText } from '../../i18n';
import { type LdapInput, testLdap, useLdapSave } from '../../queries/ldap';
import { Notice } from '../google/parts/Notice';
import { LdapFields } from './LdapFields';
import css from './ldap.module.css';
import { TestResult } from './TestResult';
import { useLdapForm } from './use-ldap-form';

/** The settings of the directory: typed, tested, kept. */
export function LdapSettings({ kept }: { kept: LdapConnection | null }) {
  const { t } = useTranslation('ldap');
  const save = useLdapSave();
  const frame = useRef<HTMLFormElement>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const toProblem = useProblemFocus(frame);
  const failed = (error: unknown) => {
    promptForVault(error);
    setFailure(form.refuse(error) ? null : error);
    toProblem();
  };
  const trial = useTrial(testLdap, failed);
  const form = useLdapForm(kept, () => {
    trial.forget();
    setFailure(null);
  });
  const withInput = (work: (input: LdapInput) => void) => {
    setFailure(null);
    const input = form.check();
    if (input === null) toProblem();
    else work(input);
  };
  const keep = (event: FormEvent) => {
    event.preventDefault();
    withInput((input) =>
      save.mutate(input, {
        onError: failed,
        onSuccess: () => notifications.show({ title: t('saved'), message: t('savedNext'), color: 'accent' }),
      }),
    );
  };
  return (
    <form ref={frame} className={css.form} noValidate onSubmit={keep}>
      <LdapFields form={form} passwordKept={kept !== null} />
      {failure !== null && (
        <Notice tone="bad" title={t('test.failed')} live>
          {errorText(failure)}
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
          <Button onClick={() => withInput((input) => void trial.start(input))}>{t('test.button')}</Button>
        )}
      </div>
      {trial.result !== null && <TestResult result={trial.result} />}
    </form>
  );
}
