import { Button } from '@mantine/core';
import { IconBrandApple } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { navigate } from '../../stores/route';
import google from '../google/connected/connected.module.css';
import { CopyValue } from '../google/parts/CopyValue';
import { Notice } from '../google/parts/Notice';
import { ToneDot } from '../google/parts/ToneDot';
import type { AppleOverview } from './ApplePage';
import css from './apple.module.css';
import { standingOf } from './standing';

/** Whether devices can register and be woken, in words first, and where they check in. */
export function Header({ overview }: { overview: AppleOverview }) {
  const { t } = useTranslation('apple');
  const { listening, serverUrl } = overview;
  const { key, tone } = standingOf(overview);
  return (
    <>
      <header className={google.header}>
        <IconBrandApple size={24} stroke={1.6} aria-hidden="true" />
        <h2>{t('title')}</h2>
        <span className={google.status} role="status">
          <ToneDot tone={tone} />
          {t(`standing.${key}`)}
        </span>
        <div className={google.headerActions}>
          <Button onClick={() => navigate('profiles')}>{t('toProfiles')}</Button>
        </div>
      </header>
      {!listening && (
        <div className={css.notice}>
          <Notice
            tone="warn"
            title={t('closed.title')}
            actions={<Button onClick={() => navigate('registration')}>{t('closed.action')}</Button>}
          >
            {t('closed.text')}
          </Notice>
        </div>
      )}
      <p className={css.address}>
        <span>{t('checkIn')}</span>
        <span className="mono">{serverUrl}</span>
        <CopyValue value={serverUrl} what={t('checkIn')} />
      </p>
    </>
  );
}
