import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { type DeskCard, type Invitation, pinGroups } from '../../../../electron/bridge/domain';
import { useNow } from '../../../components/use-now';
import { useFormat } from '../../../format';
import { errorText } from '../../../i18n';
import { spokenPin } from '../pin/groups';
import css from './desk.module.css';
import { timeLeft } from './time-left';

const TICK_MS = 1000;

/** What the person proves himself with: a PIN made now, one he has already, or his password. */
export function Pin({ card: { pin, invitation }, error }: { card: DeskCard; error: unknown }) {
  const { t } = useTranslation('invitations');
  const format = useFormat();
  return (
    <section>
      <h2>{t(pin.kind === 'none' ? 'desk.password' : 'desk.pin')}</h2>
      {pin.kind === 'made' && <Made pin={pin.pin} until={pin.until} />}
      {pin.kind === 'known' && (
        <p className={css.said}>
          {t(`desk.known.${knownBy(pin.way, invitation.mail)}`, {
            date: format.date(pin.until),
            time: format.time(pin.until),
          })}
        </p>
      )}
      {pin.kind === 'none' && <p className={css.said}>{t('desk.ownPassword')}</p>}
      {error !== null && error !== undefined && (
        <p className={css.said} role="alert">
          {errorText(error)}
        </p>
      )}
    </section>
  );
}

/** Whether the PIN that is valid already has reached anybody. */
export function knownBy(
  way: 'mail' | 'shown',
  mail: Invitation['mail'],
): 'mail' | 'shown' | 'unsent' | 'doubtful' {
  if (way === 'shown' || mail === null || mail.state === 'sent') return way;
  return mail.state === 'unknown' ? 'doubtful' : 'unsent';
}

function Made({ pin, until }: { pin: string; until: number }) {
  const { t } = useTranslation('invitations');
  const format = useFormat();
  const now = useNow(TICK_MS);
  const groups = pinGroups(pin);
  const left = timeLeft(until, now, t, format);
  return (
    <>
      <p className={css.pin} style={{ '--chars': pin.length + groups.length - 1 } as CSSProperties}>
        <span aria-hidden="true">{groups.join(' ')}</span>
        <span className="visually-hidden">{spokenPin(pin)}</span>
      </p>
      <p className={css.small}>{left === null ? t('desk.pinOver') : t('desk.pinLeft', { left })}</p>
    </>
  );
}
