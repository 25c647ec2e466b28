import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { DraftForm } from './draft';
import { fieldProps } from './field-props';
import css from './setup.module.css';

/** Other addresses than Google's own, folded away until wanted or wrong. */
export function Addresses({ form }: { form: DraftForm }) {
  const { t } = useTranslation('google');
  const { apiRoot, authRoot } = form.getValues();
  const wanted = apiRoot !== '' || authRoot !== '';
  return (
    <details className={css.advanced} open={wanted || undefined}>
      <summary>{t('advanced.title')}</summary>
      <p className={css.intro}>{t('advanced.intro')}</p>
      <div className={css.fields}>
        <TextInput
          label={t('advanced.apiRoot')}
          placeholder="https://admin.googleapis.com"
          autoComplete="off"
          spellCheck={false}
          {...fieldProps(form, 'apiRoot', t)}
        />
        <TextInput
          label={t('advanced.authRoot')}
          placeholder="https://oauth2.googleapis.com"
          autoComplete="off"
          spellCheck={false}
          {...fieldProps(form, 'authRoot', t)}
        />
      </div>
    </details>
  );
}
