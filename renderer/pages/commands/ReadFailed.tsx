import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { errorText } from '../../i18n';
import { Notice } from '../google/parts/Notice';
import css from './commands.module.css';

interface ReadFailedProps {
  what: 'list.failed' | 'targets.failed';
  error: unknown;
  onRetry: () => void;
}

/** The cache could not be read: why, and another try. */
export function ReadFailed({ what, error, onRetry }: ReadFailedProps) {
  const { t } = useTranslation('commands');
  return (
    <div className={css.notices}>
      <Notice tone="bad" title={t(what)} live actions={<Button onClick={onRetry}>{t('list.again')}</Button>}>
        {errorText(error)}
      </Notice>
    </div>
  );
}
