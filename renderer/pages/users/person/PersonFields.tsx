import { Select, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { USER_LIMITS } from '../../../../electron/bridge/domain';
import css from '../users.module.css';
import type { PersonForm } from './use-person-form';

/** What can be said of a user. `kept`: name, address and user name are kept elsewhere and not asked for. */
export function PersonFields({ form, kept }: { form: PersonForm; kept: boolean }) {
  const { t } = useTranslation('users');
  const { typed, type, problem } = form;
  return (
    <div className={css.fields}>
      {!kept && <NameFields form={form} />}
      <Select
        label={t('form.language')}
        description={t('form.languageHint')}
        value={typed.language}
        onChange={(value) => type('language', value === 'en' || value === 'fr' ? value : 'any')}
        data={[
          { value: 'any', label: t('form.anyLanguage') },
          { value: 'en', label: t('language.en') },
          { value: 'fr', label: t('language.fr') },
        ]}
        comboboxProps={{ withinPortal: true }}
        data-autofocus={kept || undefined}
      />
      <Textarea
        label={t('form.notes')}
        value={typed.notes}
        rows={3}
        maxLength={USER_LIMITS.notes}
        error={problem('notes')}
        onChange={(event) => type('notes', event.currentTarget.value)}
      />
    </div>
  );
}

function NameFields({ form: { typed, type, problem } }: { form: PersonForm }) {
  const { t } = useTranslation('users');
  return (
    <>
      <TextInput
        label={t('form.displayName')}
        value={typed.displayName}
        autoComplete="off"
        error={problem('displayName')}
        onChange={(event) => type('displayName', event.currentTarget.value)}
        data-autofocus
      />
      <TextInput
        label={t('form.email')}
        description={t('form.emailHint')}
        inputMode="email"
        value={typed.email}
        autoComplete="off"
        spellCheck={false}
        error={problem('email')}
        onChange={(event) => type('email', event.currentTarget.value)}
      />
      <TextInput
        label={t('form.userName')}
        description={t('form.userNameHint')}
        placeholder={typed.email.trim()}
        value={typed.userName}
        autoComplete="off"
        spellCheck={false}
        error={problem('userName')}
        onChange={(event) => type('userName', event.currentTarget.value)}
      />
    </>
  );
}
