import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import i18next from 'i18next';
import { useTranslation } from 'react-i18next';
import { type ImportResult, isMusterError } from '../../../../electron/bridge/domain';
import { useFormat } from '../../../format';
import { errorText } from '../../../i18n';
import type { ImportSource } from '../../../stores/import-work';
import { openInvite } from '../../../stores/invite';
import { navigate, useRoute } from '../../../stores/route';
import css from '../users.module.css';
import { needsLook, resultWords } from './result-words';

const SHOWN_MS = 12_000;
const notice = (source: string) => `users-imported-${source}`;

/** Tells what an import did; one that asks something stays until it is closed. `onAccept` lets the missing go. */
export function tellResult(result: ImportResult, onAccept?: () => void): void {
  const id = notice(result.source);
  notifications.hide(id);
  notifications.show({
    id,
    color: needsLook(result) ? 'yellow' : 'accent',
    title: i18next.t(`users:import.title.${result.source}`),
    message: <Result result={result} id={id} onAccept={onAccept} />,
    autoClose: result.held === null ? SHOWN_MS : false,
  });
}

/** Tells that an import failed, and offers another try; a cancelled one only that nothing changed. */
export function tellFailed(source: ImportSource, error: unknown, onRetry: () => void): void {
  const id = notice(source);
  notifications.hide(id);
  if (isMusterError(error, 'cancelled')) {
    notifications.show({ id, message: i18next.t('users:import.cancelled'), autoClose: 5000 });
    return;
  }
  notifications.show({
    id,
    color: 'red',
    title: i18next.t(`users:import.failed.${source}`),
    message: <Failed error={error} id={id} onRetry={onRetry} />,
    autoClose: false,
  });
}

function Result({
  result,
  id,
  onAccept,
}: {
  result: ImportResult;
  id: string;
  onAccept?: (() => void) | undefined;
}) {
  const { t } = useTranslation('users');
  const format = useFormat();
  const { held } = result;
  const isThere = useRoute(({ page }) => page === 'users');
  const leave = (next: () => void) => () => {
    notifications.hide(id);
    next();
  };
  return (
    <div className={css.told}>
      <span>{resultWords(result, t, format)}</span>
      {held !== null && <span>{t('import.held', { count: held, n: format.number(held) })}</span>}
      <div className={css.toldButtons}>
        {!isThere && <Button onClick={leave(() => navigate('users'))}>{t('import.show')}</Button>}
        {result.added > 0 && (
          <Button
            onClick={leave(() => openInvite({ kind: 'added', source: result.source, since: result.at }))}
          >
            {t('import.invite', { count: result.added, n: format.number(result.added) })}
          </Button>
        )}
        {held !== null && onAccept !== undefined && (
          <Button onClick={leave(onAccept)}>
            {t('import.letGo', { count: held, n: format.number(held) })}
          </Button>
        )}
      </div>
    </div>
  );
}

function Failed({ error, id, onRetry }: { error: unknown; id: string; onRetry: () => void }) {
  const { t } = useTranslation('users');
  const retry = () => {
    notifications.hide(id);
    onRetry();
  };
  return (
    <div className={css.told}>
      <span>
        {errorText(error)} {t('import.unchanged')}
      </span>
      <div className={css.toldButtons}>
        <Button onClick={retry}>{t('import.again')}</Button>
      </div>
    </div>
  );
}
