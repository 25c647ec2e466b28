import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Invitation } from '../../../../electron/bridge/domain';
import { useFormat } from '../../../format';
import { Notice } from '../../google/parts/Notice';
import { wasHandedOver } from '../abilities';
import { useDeeds } from '../use-deeds';
import { adviceOf } from './advice';
import css from './pane.module.css';

/** What stands in the invitation’s way, each with its next step. */
export function AdviceList({ invitation }: { invitation: Invitation }) {
  const { t } = useTranslation('invitations');
  const format = useFormat();
  const deeds = useDeeds();
  const found = adviceOf(invitation);
  if (found.length === 0) return null;
  return (
    <div className={css.advice}>
      {found.map(({ key, tone, said, nextAt, send }) => (
        <Notice key={key} tone={tone}>
          <span>{t(`advice.${key}`, { time: nextAt === null ? '' : format.time(nextAt) })}</span>
          {said !== null && <q className={css.said}>{said}</q>}
          {send && (
            <span>
              <Button disabled={deeds.busy} onClick={() => deeds.send([invitation.id])}>
                {t(wasHandedOver(invitation) ? 'send.again' : 'send.button')}
              </Button>
            </span>
          )}
        </Notice>
      ))}
    </div>
  );
}
