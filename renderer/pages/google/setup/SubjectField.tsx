import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { DraftForm } from './draft';
import { fieldProps } from './field-props';

/** The administrator a service account acts as. */
export function SubjectField({ form }: { form: DraftForm }) {
  const { t } = useTranslation('google');
  return (
    <TextInput
      type="email"
      label={t('key.subject')}
      description={t('key.subjectHint')}
      placeholder="admin@example.org"
      autoComplete="off"
      spellCheck={false}
      {...fieldProps(form, 'subject', t)}
    />
  );
}
