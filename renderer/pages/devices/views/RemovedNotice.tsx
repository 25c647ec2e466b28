import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { SavedView } from '../../../../electron/bridge/domain';
import { report } from '../../../components/report';
import { restoreView } from '../../../queries/views';
import css from './views.module.css';

/** A view was deleted, and the way to have it back. */
export function RemovedNotice({ view, onDone }: { view: SavedView; onDone: () => void }) {
  const { t } = useTranslation('views');
  const undo = () => {
    restoreView(view).catch(report);
    onDone();
  };
  return (
    <div className={css.removed}>
      <span>{t('removed', { name: view.name })}</span>
      <Button onClick={undo}>{t('undo')}</Button>
    </div>
  );
}
