import { useTranslation } from 'react-i18next';
import type { AskingPlatform } from '../../../electron/bridge/domain';
import css from './registration.module.css';
import { Section } from './Section';

/** Devices of which kinds can be registered at this door now. */
export function Platforms({ platforms }: { platforms: readonly AskingPlatform[] }) {
  const { t } = useTranslation('registration');
  return (
    <Section title={t('platforms.title')}>
      {platforms.length === 0 ? (
        <p className={css.quiet}>{t('platforms.none')}</p>
      ) : (
        <>
          <ul className={css.platforms}>
            {platforms.map((platform) => (
              <li key={platform}>{t(`platforms.name.${platform}`)}</li>
            ))}
          </ul>
          <p className={css.quiet}>{t('platforms.others')}</p>
        </>
      )}
    </Section>
  );
}
