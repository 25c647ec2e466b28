import { Button } from '@mantine/core';
import { IconEye } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { report } from '../../../../components/report';
import { useRevealPin } from '../../../../queries/apple';
import { CopyButton } from '../../CopyButton';
import css from './apple.module.css';

/** The PIN that unlocks a Mac, shown when it is asked for twice: who saw it is in the log. */
export function RevealPin({ uuid }: { uuid: string }) {
  const { t } = useTranslation('devices');
  const [asked, setAsked] = useState(false);
  const reveal = useRevealPin();
  if (reveal.data !== undefined) {
    return (
      <p className={css.pin} role="status">
        <span>{t('apple.pin.is')}</span> <b className="mono">{reveal.data.pin}</b>
        <CopyButton text={reveal.data.pin} />
        <Button variant="subtle" onClick={() => reveal.reset()}>
          {t('apple.pin.hide')}
        </Button>
      </p>
    );
  }
  if (!asked) {
    return (
      <Button leftSection={<IconEye size={14} aria-hidden="true" />} onClick={() => setAsked(true)}>
        {t('apple.pin.show')}
      </Button>
    );
  }
  const yes = () => reveal.mutate(uuid, { onError: report, onSettled: () => setAsked(false) });
  return (
    <div className={css.ask}>
      <p>{t('apple.pin.sure')}</p>
      <Button variant="filled" loading={reveal.isPending} onClick={yes} autoFocus>
        {t('apple.pin.yes')}
      </Button>
      <Button onClick={() => setAsked(false)}>{t('apple.pin.no')}</Button>
    </div>
  );
}
