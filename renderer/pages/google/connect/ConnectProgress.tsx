import { Button, Loader } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useNow } from '../../../components/use-now';
import { useFormat } from '../../../format';
import type { Connect } from '../../../queries/google-connect';
import { useFirstFocus } from '../parts/use-first-focus';
import { ConnectFailure } from './ConnectFailure';
import css from './connect.module.css';

interface ConnectProgressProps {
  connect: Connect;
  /** Goes back to what was typed. */
  onChange: () => void;
  /** Goes back to the choice of a way in; not offered where there is no choice. */
  onOtherWay?: () => void;
}

/** An attempt to connect while it waits for the admin or for Google, and how it failed if it did. */
export function ConnectProgress({ connect, onChange, onOtherWay }: ConnectProgressProps) {
  const { state } = connect;
  if (state.kind === 'waiting') return <Waiting connect={connect} state={state} />;
  if (state.kind !== 'failed') return null;
  return (
    <ConnectFailure
      error={state.error}
      onRetry={() => connect.start(state.attempt)}
      onChange={onChange}
      onOtherWay={onOtherWay}
    />
  );
}

type WaitingState = Extract<Connect['state'], { kind: 'waiting' }>;

function Waiting({ connect, state }: { connect: Connect; state: WaitingState }) {
  const { t } = useTranslation('google');
  const heading = useFirstFocus<HTMLHeadingElement>();
  const inBrowser = state.attempt.way === 'signIn';
  return (
    <div className={css.progress}>
      <div className={css.waiting} role="status">
        <Loader size={18} aria-hidden="true" />
        <div>
          <h3 ref={heading} tabIndex={-1}>
            {t(inBrowser ? 'authorize.waiting' : 'authorize.waitingService')}
          </h3>
          <p>{t(inBrowser ? 'authorize.waitingText' : 'authorize.waitingServiceText')}</p>
        </div>
      </div>
      <div className={css.actions}>
        <Button onClick={connect.cancel}>{t('authorize.cancel')}</Button>
        <Since since={state.since} />
      </div>
      {inBrowser ? (
        <div className={css.noPage}>
          <strong>{t('authorize.noPage')}</strong>
          <Button variant="subtle" onClick={() => connect.start(state.attempt)}>
            {t('authorize.again')}
          </Button>
          <span>{t('authorize.noPageHint')}</span>
        </div>
      ) : null}
    </div>
  );
}

/** From how many seconds on the wait is worth telling. */
const TELL_FROM_S = 5;

function Since({ since }: { since: number }) {
  const { t } = useTranslation('google');
  const format = useFormat();
  const now = useNow(1000);
  const seconds = Math.floor((now - since) / 1000);
  if (seconds < TELL_FROM_S) return null;
  const duration = format.duration(seconds * 1000);
  return <span className={css.since}>{t('authorize.since', { duration })}</span>;
}
