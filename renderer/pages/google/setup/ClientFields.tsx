import { PasswordInput, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { DraftForm } from './draft';
import { fieldProps } from './field-props';
import css from './setup.module.css';

/** Id and secret of an OAuth client. */
export function ClientFields({ form }: { form: DraftForm }) {
  const { t } = useTranslation('google');
  return (
    <div className={css.fields}>
      <TextInput
        label={t('client.id')}
        description={t('client.idHint')}
        autoComplete="off"
        spellCheck={false}
        classNames={{ input: 'mono' }}
        {...fieldProps(form, 'clientId', t)}
      />
      <PasswordInput
        label={t('client.secret')}
        description={t('client.secretHint')}
        autoComplete="off"
        {...fieldProps(form, 'clientSecret', t)}
      />
    </div>
  );
}
