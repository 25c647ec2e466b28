import { useTranslation } from 'react-i18next';
import { call } from '../../bridge';
import { useFormat } from '../../format';
import type { UserQuestion } from '../../queries/users';
import { useWrittenFile } from '../devices/use-written-file';

export const EXPORT_FORMATS = ['csv', 'json'] as const;
type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** Exports users to a file the admin chooses, and tells, once, where it is. */
export function useUserExport() {
  const { t } = useTranslation('users');
  const words = useFormat();
  const { running, write } = useWrittenFile();
  return {
    running,
    start: (format: ExportFormat, query: UserQuestion): void =>
      void write(
        (signal) => call('users.export', { query, format }, { signal }),
        (rows) => t('export.done', { count: rows, n: words.number(rows) }),
      ),
  };
}
