import { Button, Input } from '@mantine/core';
import { IconFileCertificate } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { errorText } from '../../../i18n';
import { usePickKeyFile } from '../../../queries/google';
import type { DraftForm } from './draft';
import { fieldError } from './field-props';
import css from './setup.module.css';

/** Picks a key file with the system's dialog and says what is in it, without its secret. */
export function KeyPicker({ form }: { form: DraftForm }) {
  const { t } = useTranslation('google');
  const pick = usePickKeyFile();
  const { keyFile } = form.getValues();
  const choose = () =>
    pick.mutate(undefined, {
      onSuccess: (file) => {
        if (file === null) return;
        form.setFieldValue('keyFile', file);
        form.clearFieldError('keyFile');
      },
    });
  const error = pick.error === null ? fieldError(form, 'keyFile', t) : errorText(pick.error);
  return (
    <Input.Wrapper label={t('key.label')} description={t('key.hint')} error={error} labelElement="div">
      <div className={css.keyRow}>
        <Button
          leftSection={<IconFileCertificate size={15} aria-hidden="true" />}
          loading={pick.isPending}
          onClick={choose}
          data-path="keyFile"
        >
          {t(keyFile === null ? 'key.pick' : 'key.pickOther')}
        </Button>
        <span className={keyFile === null ? css.none : undefined}>{keyFile?.fileName ?? t('key.none')}</span>
      </div>
      {keyFile === null ? null : (
        <dl className={css.facts}>
          <dt>{t('key.email')}</dt>
          <dd className="mono">{keyFile.clientEmail}</dd>
          {keyFile.projectId === null ? null : (
            <>
              <dt>{t('key.project')}</dt>
              <dd className="mono">{keyFile.projectId}</dd>
            </>
          )}
          <dt>{t('key.clientId')}</dt>
          <dd className="mono">{keyFile.clientId}</dd>
        </dl>
      )}
    </Input.Wrapper>
  );
}
