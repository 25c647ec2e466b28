import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../bridge';
import { report } from '../../components/report';
import styles from './devices.module.css';

const TOLD_MS = 1200;

/** Copies an identifier with one click; the sign changes for a moment. */
export function CopyButton({ text, inTable = false }: { text: string; inTable?: boolean }) {
  const { t } = useTranslation('devices');
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), TOLD_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = (event: React.MouseEvent) => {
    event.stopPropagation();
    call('app.copy', { text }).then(() => setCopied(true), report);
  };
  const label = t(copied ? 'copied' : 'copy', { text });
  return (
    <button
      type="button"
      className={styles.copy}
      data-copied={copied || undefined}
      tabIndex={inTable ? -1 : 0}
      aria-label={label}
      title={label}
      onClick={copy}
    >
      {copied ? <IconCheck size={13} /> : <IconCopy size={13} stroke={1.6} />}
    </button>
  );
}
