import { useTranslation } from 'react-i18next';
import { useAppInfo } from '../../queries/app';
import { Row, Section } from './Section';

/** The version, and a word when this is not the runtime users get. */
export function About() {
  const { t } = useTranslation('settings');
  const info = useAppInfo().data;
  if (info === undefined) return null;
  return (
    <Section title={t('about.title')}>
      <Row label="Muster" text={t('about.version', { version: info.version, platform: info.platform })} />
      {info.developmentRuntime && <Row label={t('about.runtime')} text={t('about.runtimeText')} />}
    </Section>
  );
}
