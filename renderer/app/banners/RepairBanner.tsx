import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format';
import { useShowFile } from '../../queries/app';
import { useWorkspaces } from '../../queries/workspaces';
import { Banner } from './Banner';

/** After a damaged cache file: what was saved, where the damaged file lies, what brings the rest back. */
export function RepairBanner() {
  const { t } = useTranslation('common');
  const format = useFormat();
  const condition = useWorkspaces().data?.condition ?? null;
  const showFile = useShowFile();
  const [closed, setClosed] = useState(false);
  if (condition?.kind !== 'repaired' || closed) return null;
  const { setAside, salvagedDevices } = condition;
  return (
    <Banner
      tone="warn"
      onClose={() => setClosed(true)}
      action={
        setAside === null ? undefined : (
          <Button onClick={() => showFile.mutate(setAside)}>{t('banner.showFile')}</Button>
        )
      }
    >
      {t('banner.repaired', { count: salvagedDevices, n: format.number(salvagedDevices) })}
      {setAside !== null && ` ${t('banner.setAside', { path: setAside })}`}
    </Banner>
  );
}
