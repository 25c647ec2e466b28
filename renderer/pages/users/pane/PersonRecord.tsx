import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { User } from '../../../../electron/bridge/domain';
import { useFormat } from '../../../format';
import { CopyButton } from '../../devices/CopyButton';
import styles from '../../devices/pane/pane.module.css';
import css from '../users.module.css';

/** All that is known of a user, and who keeps it. */
export function PersonRecord({ user, now }: { user: User; now: number }) {
  const { t } = useTranslation('users');
  const { language, notes, source, groups } = user;
  return (
    <>
      <Group title={t('pane.person')}>
        <Value name="email" copy={user.email} />
        {user.userName === user.email ? (
          <Value name="userName">{t('pane.isEmail')}</Value>
        ) : (
          <Value name="userName" copy={user.userName} />
        )}
        <Value name="language">{language === null ? null : t(`language.${language}`)}</Value>
        <Value name="notes">{notes === null ? null : <span className={css.notes}>{notes}</span>}</Value>
      </Group>
      <Group title={t('pane.source')}>
        <Value name="source">{t(`pane.keptBy.${source}`)}</Value>
        <Value name="orgUnitPath">{user.orgUnitPath}</Value>
        <Value name="groups">
          {groups.length === 0 ? null : (
            <ul className={css.groups}>
              {groups.map((group) => (
                <li key={group}>{group}</li>
              ))}
            </ul>
          )}
        </Value>
        <Time name="fetchedAt" at={user.fetchedAt} now={now} />
        <Time name="changedAt" at={user.changedAt === user.createdAt ? null : user.changedAt} now={now} />
        <Time name="createdAt" at={user.createdAt} now={now} />
      </Group>
    </>
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
  const { t } = useTranslation('users');
  if (copy === null && children === null) return null;
  return (
    <div className={styles.value}>
      <dt>{t(`pane.field.${name}`)}</dt>
      <dd>
        <span>{copy === null ? children : <Breakable text={copy} />}</span>
        {copy !== null && <CopyButton text={copy} />}
      </dd>
    </div>
  );
}

/** An address, which breaks after its @ where the line is too short. */
function Breakable({ text }: { text: string }) {
  const at = text.indexOf('@') + 1;
  return (
    <>
      {text.slice(0, at)}
      <wbr />
      {text.slice(at)}
    </>
  );
}

function Time({ name, at, now }: { name: string; at: number | null; now: number }) {
  const format = useFormat();
  if (at === null) return null;
  return (
    <Value name={name}>
      <time dateTime={new Date(at).toISOString()} title={format.dateTime(at)}>
        {format.relative(at, now)}
      </time>
    </Value>
  );
}
