import { useTranslation } from 'react-i18next';
import css from '../profiles.module.css';
import { Box, Text } from './fields';
import type { ProfileFormModel } from './use-profile-form';

const NUMBERS = ['minLength', 'lockMinutes', 'maxFailed', 'maxAgeDays', 'history'] as const;

/** What a passcode must be like. */
export function PasscodeFields({ form }: { form: ProfileFormModel }) {
  const { t } = useTranslation('profiles');
  return (
    <>
      <div className={css.numbers}>
        {NUMBERS.map((field) => (
          <Text key={field} form={form} field={field} hint numeric />
        ))}
      </div>
      <Box form={form} field="alphanumeric" />
      <Box form={form} field="simple" hint={t('hint.simple')} />
    </>
  );
}
