import { useTranslation } from 'react-i18next';

/** Filled in next. */
export function UsersPage() {
  const { t } = useTranslation('users');
  return <h1>{t('title')}</h1>;
}
