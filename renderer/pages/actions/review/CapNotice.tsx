import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Review } from '../../../../electron/bridge/domain';
import { useFormat } from '../../../format';
import { closeAction } from '../../../stores/action-review';
import { navigate } from '../../../stores/route';
import { Notice } from '../../google/parts/Notice';

/** The admin’s own limit stands in the way: which, how much of it is used, and where to change it. */
export function CapNotice({ cap }: { cap: NonNullable<Review['cap']> }) {
  const { t } = useTranslation('actions');
  const format = useFormat();
  const toSettings = () => {
    closeAction();
    navigate('settings', { section: 'actions' });
  };
  const figures = {
    limit: format.number(cap.limit),
    used: format.number(cap.used),
    wanted: format.number(cap.wanted),
  };
  return (
    <Notice tone="bad" live actions={<Button onClick={toSettings}>{t('cap.settings')}</Button>}>
      {t(`cap.${cap.name}`, figures)}
    </Notice>
  );
}
