import { notifications } from '@mantine/notifications';
import { IconCopy } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../../bridge';
import { report } from '../../../components/report';
import { ToolButton } from '../ToolButton';
import styles from './pane.module.css';

/** The provider's document as it came. */
export function RawTab({ document }: { document: Readonly<Record<string, unknown>> }) {
  const { t } = useTranslation('devices');
  const text = useMemo(() => JSON.stringify(document, null, 2), [document]);
  const copy = () =>
    call('app.copy', { text }).then(
      () => notifications.show({ message: t('pane.copied'), autoClose: 3000 }),
      report,
    );
  return (
    <div className={styles.raw}>
      <ToolButton icon={<IconCopy size={14} stroke={1.6} aria-hidden />} onClick={copy}>
        {t('pane.copyJson')}
      </ToolButton>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <pre className="mono" tabIndex={0}>
        {text}
      </pre>
    </div>
  );
}
