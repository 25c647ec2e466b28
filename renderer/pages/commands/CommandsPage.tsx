import { useTranslation } from 'react-i18next';

/** Filled in next. */
export function CommandsPage() {
  const { t } = useTranslation('commands');
  return <h1>{t('title')}</h1>;
}
