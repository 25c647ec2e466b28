import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeviceDetail } from '../../../../electron/bridge/domain';
import { useFormat } from '../../../format';
import { CopyButton } from '../CopyButton';
import type { Line } from './lines';
import styles from './pane.module.css';
import type { Section } from './record';

interface RecordTabProps {
  sections: readonly Section[];
  detail: DeviceDetail;
  withSource: boolean;
  now: number;
}

/** Values in groups, each with its age; the tooltip of the age names the source. */
export function RecordTab({ sections, detail, withSource, now }: RecordTabProps) {
  const { t } = useTranslation('devices');
  const source = t('pane.google', { domain: detail.source.domain ?? detail.source.account ?? '' });
  const fetchedAt = detail.device.fetchedAt;
  return (
    <>
      {sections.map(({ group, lines }) => (
        <section key={group}>
          <h3 className={styles.group}>{t(`group.${group}`)}</h3>
          <dl className={styles.values}>
            {lines.map((line, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: labels repeat in lists, and lines have no other identity
              <Value key={`${line.label} ${place}`} line={line} source={source} at={fetchedAt} now={now} />
            ))}
          </dl>
        </section>
      ))}
      {withSource && <SeenIn detail={detail} now={now} />}
    </>
  );
}

function Value({ line, source, at, now }: { line: Line; source: string; at: number; now: number }) {
  const format = useFormat();
  const time = line.at ?? at;
  return (
    <div className={styles.value}>
      <dt title={line.label}>{line.label}</dt>
      <dd title={line.title}>
        <span className={line.code ? 'mono' : undefined}>
          <Breakable text={line.text} />
        </span>
        {line.code && line.text !== '' && <CopyButton text={line.text} />}
        <span className={styles.age} title={`${source} · ${format.dateTime(time)}`}>
          {format.age(time, now)}
        </span>
      </dd>
    </div>
  );
}

/** Long addresses and paths break after their own signs. */
function Breakable({ text }: { text: string }) {
  return text.split(/(?<=[@/._-])(?=\w)/).map((part, place) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text have no identity but their place
    <Fragment key={place}>
      {place > 0 && <wbr />}
      {part}
    </Fragment>
  ));
}

function SeenIn({ detail, now }: { detail: DeviceDetail; now: number }) {
  const { t } = useTranslation('devices');
  const { device, source } = detail;
  const line = { label: t('pane.googleAdmin'), text: source.domain ?? source.account ?? '' };
  return (
    <section>
      <h3 className={styles.group}>{t('group.seenIn')}</h3>
      <dl className={styles.values}>
        <Value line={line} source={t('pane.googleAdmin')} at={device.fetchedAt} now={now} />
      </dl>
      {device.vanishedAt !== null && <p className={styles.vanished}>{t('pane.vanished')}</p>}
    </section>
  );
}
