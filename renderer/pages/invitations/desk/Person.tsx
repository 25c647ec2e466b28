import { Button } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconCircleX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { DeskCard, Invitation } from '../../../../electron/bridge/domain';
import { useNow } from '../../../components/use-now';
import { useFormat } from '../../../format';
import { errorText } from '../../../i18n';
import { useObstaclesOutside } from '../invite/Obstacles';
import { nameOf } from '../table/cell-text';
import css from './desk.module.css';
import { Pin } from './Pin';
import { QrCode } from './QrCode';
import { type Standing, standingOf } from './standing';
import { shortUrl, timeLeft } from './time-left';
import type { CardState } from './use-cards';

interface PersonProps {
  state: CardState;
  /** As it stands now; null while it is not known. */
  invitation: Invitation | null;
  pinError: unknown;
  onAgain: () => void;
}

/** Who stands at the desk: the code to point a camera at, and all one needs without a camera. */
export function Person({ state, invitation, pinError, onAgain }: PersonProps) {
  const { t } = useTranslation('invitations');
  const name = invitation === null ? '' : nameOf(invitation);
  return (
    <div className={css.person}>
      <div className={css.code}>
        {state.kind === 'card' && (
          <QrCode className={css.qr} qr={state.card.qr} label={t('desk.qr', { name })} />
        )}
      </div>
      <div className={css.words}>
        <Warnings />
        <h1>{name}</h1>
        {state.kind === 'failed' && <Failed error={state.error} onAgain={onAgain} />}
        {state.kind === 'card' && <Card card={state.card} pinError={pinError} />}
        {state.kind === 'card' && invitation !== null && <StandingLine invitation={invitation} />}
      </div>
    </div>
  );
}

/** What keeps the link from working for now. */
function Warnings() {
  const { t } = useTranslation('invitations');
  const [first] = useObstaclesOutside().filter((obstacle) => obstacle !== 'mail');
  if (first === undefined) return null;
  return (
    <p className={css.warning} role="alert">
      <IconAlertTriangle stroke={2} aria-hidden="true" />
      {t(`desk.warning.${first}`)}
    </p>
  );
}

function Failed({ error, onAgain }: { error: unknown; onAgain: () => void }) {
  const { t } = useTranslation('invitations');
  return (
    <div className={css.failed} role="alert">
      <IconCircleX size={28} stroke={1.6} aria-hidden="true" />
      <div>
        <p>{errorText(error)}</p>
        <Button onClick={onAgain}>{t('desk.again')}</Button>
      </div>
    </div>
  );
}

function Card({ card, pinError }: { card: DeskCard; pinError: unknown }) {
  const { t } = useTranslation('invitations');
  const go = shortUrl(card.goUrl);
  return (
    <>
      <p className={css.hint}>{t('desk.point')}</p>
      <section>
        <h2>{t('desk.orOpen')}</h2>
        <p className={css.url} style={{ '--chars': go.length } as React.CSSProperties}>
          {go}
        </p>
        {card.invitation.userName !== '' && (
          <p className={css.small}>{t('desk.userName', { userName: card.invitation.userName })}</p>
        )}
      </section>
      <Pin card={card} error={pinError} />
    </>
  );
}

function StandingIcon({ of }: { of: Standing['key'] }) {
  const Icon = of === 'cancelled' || of === 'expired' ? IconCircleX : IconCircleCheck;
  return <Icon stroke={2} aria-hidden="true" />;
}

const TICK_MS = 1000;

/** How long the link is good, and how far the person has come: a sign as soon as something happened. */
function StandingLine({ invitation }: { invitation: Invitation }) {
  const { t } = useTranslation('invitations');
  const format = useFormat();
  const now = useNow(TICK_MS);
  const { key, at, done } = standingOf(invitation);
  const left = done ? null : timeLeft(invitation.expiresAt, now, t, format);
  const words = t(`desk.standing.${key}`, { when: at === null ? '' : format.relative(at, now) });
  return (
    <>
      {left !== null && (
        <p className={css.standing}>
          {[t('desk.linkLeft', { left }), key === 'waiting' && words].filter(Boolean).join(' · ')}
        </p>
      )}
      <div role="status">
        {key !== 'waiting' && (
          <p className={css.sign} data-standing={key}>
            <StandingIcon of={key} />
            {words}
          </p>
        )}
      </div>
    </>
  );
}
