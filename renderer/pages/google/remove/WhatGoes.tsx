import { useTranslation } from 'react-i18next';
import type { DeletionPreview } from '../../../../electron/bridge/domain';
import { useFormat } from '../../../format';
import css from './remove.module.css';

const COUNTED = ['devices', 'runs', 'orgUnits', 'users', 'secrets'] as const;

/** What the deletion takes from this computer, counted. */
export function WhatGoes({ preview, syncing }: { preview: DeletionPreview; syncing: boolean }) {
  const { t } = useTranslation('google');
  const format = useFormat();
  return (
    <>
      <div>
        <p>{t('remove.intro')}</p>
        <ul className={css.goes}>
          {COUNTED.map((name) => (
            <li key={name}>
              {t(`remove.${name}`, { count: preview[name], n: format.number(preview[name]) })}
            </li>
          ))}
          <li>{t('remove.settings')}</li>
        </ul>
      </div>
      <p className={css.hint}>{t('remove.stays')}</p>
      <p className={css.hint}>{t('remove.noReturn')}</p>
      {syncing ? <p className={css.hint}>{t('remove.running')}</p> : null}
    </>
  );
}
