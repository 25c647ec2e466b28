import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { LibraryProfile } from '../../../../electron/bridge/domain';
import { useFormat } from '../../../format';
import { CopyButton } from '../../devices/CopyButton';
import styles from '../../devices/pane/pane.module.css';
import { typeWord } from '../words';

/** What is known of the profile itself. */
export function ProfileRecord({ profile, now }: { profile: LibraryProfile; now: number }) {
  const { t } = useTranslation('profiles');
  const format = useFormat();
  const { description, identifier, types, scope, bytes, form, changedAt, createdAt } = profile;
  return (
    <section>
      <h3 className={styles.group}>{t('pane.record')}</h3>
      <dl className={styles.values}>
        {description !== '' && <Value name="description">{description}</Value>}
        <Value name="identifier" copy={identifier}>
          <span className="mono">{identifier}</span>
        </Value>
        <Value name="types">
          {types.map((type) => (
            <span key={type} title={type} style={{ display: 'block' }}>
              {typeWord(type, t)}
            </span>
          ))}
        </Value>
        <Value name="scope">{t(`scope.hint.${scope}`)}</Value>
        <Value name="origin">{t(form === null ? 'pane.uploaded' : 'pane.built')}</Value>
        <Value name="size">{format.bytes(bytes)}</Value>
        <Value name="changed">
          <time title={format.dateTime(changedAt)}>{format.relative(changedAt, now)}</time>
        </Value>
        <Value name="added">
          <time title={format.dateTime(createdAt)}>{format.relative(createdAt, now)}</time>
        </Value>
      </dl>
    </section>
  );
}

function Value({ name, copy, children }: { name: string; copy?: string; children: ReactNode }) {
  const { t } = useTranslation('profiles');
  return (
    <div className={styles.value}>
      <dt>{t(`pane.field.${name}`)}</dt>
      <dd>
        <span>{children}</span>
        {copy !== undefined && <CopyButton text={copy} />}
      </dd>
    </div>
  );
}
