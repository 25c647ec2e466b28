import { useTranslation } from 'react-i18next';
import type { SyncRun } from '../../../../electron/bridge/domain';
import { verdictText } from '../verdict';

/** Tells how a run ended, in the window's language. */
export function useVerdict(): (run: Pick<SyncRun, 'state' | 'reason' | 'resumed'>) => string {
  const { t } = useTranslation('google');
  return (run) => {
    const { key, reasonKey } = verdictText(run);
    return t(key, { reason: reasonKey === null ? '' : t(reasonKey) });
  };
}
