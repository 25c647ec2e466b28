import { Button } from '@mantine/core';
import { IconApi, IconDeviceLaptop, IconUserShield } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { LinkButton } from '../parts/LinkButton';
import { StepFrame } from './StepFrame';
import css from './setup.module.css';

const NEEDS = [
  { name: 'account', icon: IconUserShield, link: 'google-admin' },
  { name: 'devices', icon: IconDeviceLaptop, link: null },
  { name: 'api', icon: IconApi, link: 'google-api' },
] as const;

/** What must be there before connecting, and how to see whether it is. */
export function Prerequisites({ onContinue }: { onContinue: () => void }) {
  const { t } = useTranslation('google');
  return (
    <StepFrame
      title={t('prerequisites.title')}
      intro={t('prerequisites.intro')}
      next={
        <Button variant="filled" onClick={onContinue}>
          {t('prerequisites.start')}
        </Button>
      }
    >
      <ul className={css.needs} aria-label={t('prerequisites.listLabel')}>
        {NEEDS.map(({ name, icon: Icon, link }) => (
          <li key={name}>
            <Icon size={18} className={css.needIcon} aria-hidden="true" />
            <div>
              <strong>{t(`prerequisites.${name}.title`)}</strong>
              <p>{t(`prerequisites.${name}.text`)}</p>
              <p className={css.check}>{t(`prerequisites.${name}.check`)}</p>
            </div>
            {link === null ? null : <LinkButton link={link}>{t(`prerequisites.${name}.link`)}</LinkButton>}
          </li>
        ))}
      </ul>
    </StepFrame>
  );
}
