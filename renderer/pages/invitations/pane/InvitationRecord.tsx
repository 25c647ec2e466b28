import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Invitation } from '../../../../electron/bridge/domain';
import { useFormat } from '../../../format';
import { CopyButton } from '../../devices/CopyButton';
import styles from '../../devices/pane/pane.module.css';
import { isOpen } from '../abilities';
import { MailSign } from '../signs/MailSign';

/** All that is known of an invitation: its times, its mail, its PIN, whose it is. */
export function InvitationRecord({ invitation, now }: { invitation: Invitation; now: number }) {
  const { t } = useTranslation('invitations');
  const format = useFormat();
  const { email, userName, mail, pin, reminders, language } = invitation;
  return (
    <>
      <Group title={t('pane.standing')}>
        <Expiry invitation={invitation} now={now} />
        {mail !== null && (
          <Value name="mail">
            <MailSign mail={mail} />
          </Value>
        )}
        {isOpen(invitation) && (
          <Value name="pin">
            {pin === null
              ? t('pane.noPin')
              : t(`pane.pinUntil.${pin.way}`, { when: format.relative(pin.until, now) })}
          </Value>
        )}
        {reminders > 0 && <Value name="reminders">{format.number(reminders)}</Value>}
      </Group>
      <Group title={t('pane.person')}>
        <Value name="email" copy={email} />
        <Value name="userName" copy={userName === email ? null : userName} />
        <Value name="language">{language === null ? null : t(`users:language.${language}`)}</Value>
        <Value name="source">{t(`users:pane.keptBy.${invitation.source}`)}</Value>
      </Group>
    </>
  );
}

function Expiry({ invitation, now }: { invitation: Invitation; now: number }) {
  const format = useFormat();
  const { expiresAt, state } = invitation;
  if (state === 'used' || state === 'cancelled') return null;
  return (
    <Value name={state === 'expired' ? 'expired' : 'expires'}>
      <time dateTime={new Date(expiresAt).toISOString()} title={format.dateTime(expiresAt)}>
        {format.relative(expiresAt, now)}
      </time>
    </Value>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3 className={styles.group}>{title}</h3>
      <dl className={styles.values}>{children}</dl>
    </section>
  );
}

interface ValueProps {
  name: string;
  /** A value with a button that copies it. */
  copy?: string | null;
  children?: ReactNode;
}

/** A line of the record; what is not known has none. */
function Value({ name, copy = null, children = null }: ValueProps) {
  const { t } = useTranslation('invitations');
  if (copy === null && children === null) return null;
  return (
    <div className={styles.value}>
      <dt>{t(`pane.field.${name}`)}</dt>
      <dd>
        <span>{copy ?? children}</span>
        {copy !== null && <CopyButton text={copy} />}
      </dd>
    </div>
  );
}
