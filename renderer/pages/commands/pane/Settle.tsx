import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Target } from '../../../../electron/bridge/domain';
import { report } from '../../../components/report';
import { useSettle } from '../../../queries/commands';
import css from './pane.module.css';

/** The admin’s own word on an unknown outcome, asked for twice: it goes to the log and stays. */
export function Settle({ target }: { target: Target }) {
  const { t } = useTranslation('commands');
  const [happened, setHappened] = useState<boolean | null>(null);
  const settle = useSettle();
  if (happened === null) {
    return (
      <div className={css.word}>
        <div className={css.answers}>
          <Button onClick={() => setHappened(true)}>{t('step.happened')}</Button>
          <Button onClick={() => setHappened(false)}>{t('step.notHappened')}</Button>
        </div>
        <small>{t('step.logged')}</small>
      </div>
    );
  }
  return (
    <div className={css.word}>
      <p>{t(happened ? 'step.sure_yes' : 'step.sure_no')}</p>
      <div className={css.answers}>
        <Button
          loading={settle.isPending}
          onClick={() =>
            void settle
              .mutateAsync({ targetId: target.id, happened })
              .catch(report)
              .then(() => setHappened(null))
          }
        >
          {t('step.settle')}
        </Button>
        <Button onClick={() => setHappened(null)}>{t('step.keep')}</Button>
      </div>
    </div>
  );
}
