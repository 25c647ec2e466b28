import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { deserializeError, type PushOverview } from '../../../../electron/bridge/domain';
import { useNow } from '../../../components/use-now';
import { useFormat } from '../../../format';
import { errorText } from '../../../i18n';
import { Notice } from '../../google/parts/Notice';
import { isRefused } from '../standing';
import { pushLife } from './life';

const LOOK_MS = 60_000;

interface PushTroubleProps {
  push: PushOverview;
  onRenew: () => void;
}

/** Why devices cannot be woken, or soon cannot, and the way out. */
export function PushTrouble({ push, onRenew }: PushTroubleProps) {
  const { trouble } = push;
  return (
    <>
      <Ending push={push} onRenew={onRenew} />
      {trouble !== null && <Refused push={push} trouble={trouble} onRenew={onRenew} />}
    </>
  );
}

function Ending({ push: { certificate }, onRenew }: PushTroubleProps) {
  const { t } = useTranslation('apple');
  const format = useFormat();
  const now = useNow(LOOK_MS);
  if (certificate === null) return null;
  const { kind, days } = pushLife(certificate, now);
  if (kind === 'valid') return null;
  const values = { count: Math.max(0, days), n: format.number(Math.max(0, days)) };
  return (
    <Notice
      tone={kind === 'over' ? 'bad' : 'warn'}
      title={t(`push.life.${kind}`, { ...values, date: format.date(certificate.notAfter) })}
      actions={<Button onClick={onRenew}>{t('push.renew')}</Button>}
    >
      {t(`push.life.${kind}Text`)}
    </Notice>
  );
}

interface RefusedProps extends PushTroubleProps {
  trouble: NonNullable<PushOverview['trouble']>;
}

function Refused({ push, trouble, onRenew }: RefusedProps) {
  const { t } = useTranslation('apple');
  const format = useFormat();
  const refused = isRefused(trouble);
  const { waiting } = push;
  return (
    <Notice
      tone={refused ? 'bad' : 'warn'}
      title={t(refused ? 'push.trouble.refused' : 'push.trouble.later')}
      actions={refused ? <Button onClick={onRenew}>{t('push.renew')}</Button> : undefined}
    >
      <span>{errorText(deserializeError(trouble))}</span>
      {waiting > 0 && <span>{t('push.trouble.waiting', { count: waiting, n: format.number(waiting) })}</span>}
      {!refused && <span>{t('push.trouble.again')}</span>}
    </Notice>
  );
}
