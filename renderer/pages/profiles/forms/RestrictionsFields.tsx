import { useTranslation } from 'react-i18next';
import css from '../profiles.module.css';
import { RESTRICTIONS } from './draft';
import { Box } from './fields';
import type { ProfileFormModel } from './use-profile-form';

/** Forbidden on supervised iPhones and iPads only (Apple, com.apple.applicationaccess). */
const SUPERVISED: ReadonlySet<string> = new Set([
  'allowAirDrop',
  'allowAppInstallation',
  'allowEraseContentAndSettings',
  'allowAccountModification',
]);

/** What is allowed; what is not ticked is forbidden. */
export function RestrictionsFields({ form }: { form: ProfileFormModel }) {
  const { t } = useTranslation('profiles');
  return (
    <>
      <p className={css.hint}>{t('hint.restrictions')}</p>
      <div className={css.boxes}>
        {RESTRICTIONS.map((field) => (
          <Box
            key={field}
            form={form}
            field={field}
            hint={SUPERVISED.has(field) ? t('hint.supervised') : undefined}
          />
        ))}
      </div>
      <Box form={form} field="forceEncryptedBackup" hint={t('hint.forceEncryptedBackup')} />
    </>
  );
}
