import { Button } from '@mantine/core';
import { IconDoorEnter, IconExternalLink } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { deserializeError, type ListenerOverview, type ListenerState } from '../../../electron/bridge/domain';
import { report } from '../../components/report';
import { useNow } from '../../components/use-now';
import { useFormat } from '../../format';
import { errorText } from '../../i18n';
import { useOpenRegistrationPage } from '../../queries/listener';
import google from '../google/connected/connected.module.css';
import { Notice } from '../google/parts/Notice';
import { ToneDot } from '../google/parts/ToneDot';
import { RegenerateDialog } from './RegenerateDialog';
import css from './registration.module.css';
import { stateTone, stateWords } from './state';
import type { Switching } from './use-switching';

interface HeaderProps {
  overview: ListenerOverview;
  switching: Switching;
}

interface StateProps {
  state: ListenerState;
  switching: Switching;
}

/** Whether the listener is on, in words first, and what can be done about it. */
export function Header({ overview: { state }, switching }: HeaderProps) {
  const { t } = useTranslation('registration');
  const format = useFormat();
  const now = useNow(15_000);
  return (
    <>
      <header className={google.header}>
        <IconDoorEnter size={24} stroke={1.6} aria-hidden="true" />
        <h2>{t('listener')}</h2>
        <span className={google.status} role="status">
          <ToneDot tone={stateTone(state)} />
          {stateWords(state, t, format, now)}
        </span>
        <Deeds state={state} switching={switching} />
      </header>
      <Trouble state={state} switching={switching} />
    </>
  );
}

function Deeds({ state, switching }: StateProps) {
  const { t } = useTranslation('registration');
  const open = useOpenRegistrationPage();
  const [asking, setAsking] = useState(false);
  const isOpen = state.kind === 'on' || state.kind === 'elsewhere';
  return (
    <div className={google.headerActions}>
      {isOpen && (
        <Button
          rightSection={<IconExternalLink size={14} aria-hidden="true" />}
          onClick={() => open.mutate(undefined, { onError: report })}
        >
          {t('openPage')}
        </Button>
      )}
      <Button onClick={() => setAsking(true)}>{t('regenerate.button')}</Button>
      <SwitchButton state={state} switching={switching} />
      {asking && <RegenerateDialog onClose={() => setAsking(false)} />}
    </div>
  );
}

/** Another program’s listener is switched off there. */
function SwitchButton({ state: { kind }, switching: { on, off, busy } }: StateProps) {
  const { t } = useTranslation('registration');
  if (kind === 'elsewhere') return null;
  const isOff = kind === 'off';
  return (
    <Button
      variant={isOff ? 'filled' : 'default'}
      loading={busy || kind === 'starting'}
      onClick={isOff ? on : off}
    >
      {t(isOff ? 'switchOn' : 'switchOff')}
    </Button>
  );
}

/** Why it is not as it should be, and what can be done. */
function Trouble({ state, switching: { on, busy, untold } }: StateProps) {
  const { t } = useTranslation('registration');
  const format = useFormat();
  return (
    <div className={css.troubles}>
      {state.kind === 'failed' && (
        <Notice
          tone="bad"
          title={t('failed.title')}
          actions={
            <Button loading={busy} onClick={on}>
              {t('failed.now')}
            </Button>
          }
        >
          <span>{errorText(deserializeError(state.error))}</span>
          <span>{t('failed.next', { time: format.time(state.nextAt) })}</span>
        </Notice>
      )}
      {state.kind === 'elsewhere' && <Notice tone="info">{t('elsewhere.text')}</Notice>}
      {untold !== null && state.kind !== 'failed' && (
        <Notice tone="bad" title={t('switchFailed')} live>
          {errorText(untold)}
        </Notice>
      )}
    </div>
  );
}
