import { ActionIcon, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../../bridge';

/** How long the tick stands after a copy, in milliseconds. */
const TICK_MS = 1600;

/** A button that puts `value` on the clipboard; `what` names the value for those who do not see it. */
export function CopyValue({ value, what }: { value: string; what: string }) {
  const { t } = useTranslation('google');
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), TICK_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = () => call('app.copy', { text: value }).then(() => setCopied(true));
  return (
    <>
      <Tooltip label={copied ? t('copied') : t('copy')}>
        <ActionIcon size={22} aria-label={t('copyOf', { what })} onClick={() => void copy()}>
          {copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
        </ActionIcon>
      </Tooltip>
      <span role="status" className="visually-hidden">
        {copied ? t('copied') : ''}
      </span>
    </>
  );
}
