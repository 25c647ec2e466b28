import { Button, Popover } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Command } from '../../../../electron/bridge/domain';
import { report } from '../../../components/report';
import { useFormat } from '../../../format';
import { useCancelTargets } from '../../../queries/commands';
import css from '../commands.module.css';

/** Cancels what has not gone out of a command, after one more question. */
export function CancelRest({ command, count }: { command: Command; count: number }) {
  const { t } = useTranslation('commands');
  const format = useFormat();
  const [asking, setAsking] = useState(false);
  const cancel = useCancelTargets();
  const told = () => notifications.show({ message: t('header.cancelled'), autoClose: 4000 });
  return (
    <Popover opened={asking} onChange={setAsking} position="bottom-end" width={300} trapFocus returnFocus>
      <Popover.Target>
        <Button loading={cancel.isPending} onClick={() => setAsking(!asking)}>
          {t(count === command.total ? 'header.cancelOne' : 'header.cancel')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('header.cancel')}>
        <div className={css.question}>
          <p>{t('confirm.cancel', { count, n: format.number(count) })}</p>
          <div className={css.answers}>
            <Button onClick={() => setAsking(false)}>{t('confirm.no')}</Button>
            <Button
              className={css.grave}
              onClick={() => {
                setAsking(false);
                void cancel.mutateAsync({ id: command.id }).then(told, report);
              }}
            >
              {t('confirm.yes')}
            </Button>
          </div>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
