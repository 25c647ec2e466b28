import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppleDocument } from '../../../../../electron/bridge/domain';
import { useFormat } from '../../../../format';
import css from './apple.module.css';
import { APP_KEYS, appsOf, type InstalledApp, restOf } from './inventory';
import { Entry, ListHead, NoneYet } from './Told';

/** So many lines are drawn at once; a search finds the others. */
const MOST_SHOWN = 300;

/** What is installed, searched as one types. */
export function AppsTab({ document, now }: { document: AppleDocument; now: number }) {
  const { t, i18n } = useTranslation('devices');
  const format = useFormat();
  const [words, setWords] = useState('');
  const apps = useMemo(() => appsOf(document, words, i18n.language), [document, words, i18n.language]);
  const at = document.at.applications;
  const all = document.applications.length;
  if (all === 0) return <NoneYet at={at} none={t('apple.apps.none')} />;
  const hidden = apps.length - MOST_SHOWN;
  return (
    <section>
      <input
        type="search"
        className={css.search}
        aria-label={t('apple.apps.search')}
        placeholder={t('apple.apps.search')}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      <ListHead
        title={
          words.trim() === ''
            ? t('apple.apps.count', { count: all, n: format.number(all) })
            : t('apple.apps.found', { n: format.number(apps.length), all: format.number(all) })
        }
        at={at}
        now={now}
      />
      {apps.length === 0 && <p className={css.none}>{t('apple.apps.notFound')}</p>}
      <ul className={css.entries}>
        {apps.slice(0, MOST_SHOWN).map((app) => (
          <AppEntry key={app.key} app={app} now={now} />
        ))}
      </ul>
      {hidden > 0 && (
        <p className={css.none}>{t('apple.apps.more', { count: hidden, n: format.number(hidden) })}</p>
      )}
    </section>
  );
}

function AppEntry({ app, now }: { app: InstalledApp; now: number }) {
  const { t } = useTranslation('devices');
  const format = useFormat();
  const marks = [
    app.managed && t('apple.apps.managed'),
    app.installing && t('apple.apps.installing'),
    app.update && t('apple.apps.update'),
  ].filter((mark) => mark !== false);
  return (
    <Entry
      title={app.name}
      under={[app.version, ...marks].filter((part) => part !== null).join(' · ')}
      end={app.bytes === null ? undefined : format.bytes(app.bytes)}
      lines={[
        ...(app.identifier === null
          ? []
          : [{ label: t('apple.field.Identifier'), text: app.identifier, code: true }]),
        ...restOf(app.item, APP_KEYS, { t, format, now }),
      ]}
    />
  );
}
