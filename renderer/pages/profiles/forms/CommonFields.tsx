import { Radio, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { PROFILE_LIMITS, profileScopeSchema } from '../../../../electron/bridge/domain';
import css from '../profiles.module.css';
import type { ProfileFormModel } from './use-profile-form';

/** What every profile has: a name people see on the device, a description, and whether it is the device’s or a user’s. */
export function CommonFields({ form: { draft, type, problem } }: { form: ProfileFormModel }) {
  const { t } = useTranslation('profiles');
  return (
    <>
      <TextInput
        label={t('form.name')}
        description={t('form.nameHint')}
        data-autofocus
        autoComplete="off"
        maxLength={PROFILE_LIMITS.name}
        value={draft.name}
        error={problem('name')}
        onChange={(event) => type('name', event.currentTarget.value)}
      />
      <Textarea
        label={t('form.description')}
        rows={2}
        maxLength={PROFILE_LIMITS.description}
        value={draft.description}
        error={problem('description')}
        onChange={(event) => type('description', event.currentTarget.value)}
      />
      <Radio.Group
        label={t('form.scope')}
        value={draft.scope}
        onChange={(value) => type('scope', profileScopeSchema.safeParse(value).data ?? 'System')}
      >
        <div className={css.choices}>
          {profileScopeSchema.options.map((scope) => (
            <Radio
              key={scope}
              value={scope}
              label={t(`scope.${scope}`)}
              description={t(`scope.hint.${scope}`)}
            />
          ))}
        </div>
      </Radio.Group>
    </>
  );
}
