import { useTranslation } from 'react-i18next';
import type { DeviceDetail } from '../../../../electron/bridge/domain';
import styles from './pane.module.css';
import type { Section } from './record';
import { Sections, Value } from './Sections';

interface RecordTabProps {
  sections: readonly Section[];
  detail: DeviceDetail;
  withSource: boolean;
  now: number;
}

/** A part of Google’s record. */
export function RecordTab({ sections, detail, withSource, now }: RecordTabProps) {
  const { t } = useTranslation('devices');
  const source = t('pane.google', { domain: detail.source.domain ?? detail.source.account ?? '' });
  return (
    <>
      <Sections sections={sections} source={source} at={detail.device.fetchedAt} now={now} />
      {withSource && <SeenIn detail={detail} now={now} />}
    </>
  );
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
