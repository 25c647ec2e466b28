import { useTranslation } from 'react-i18next';
import type { DeviceColumn, DeviceQuery } from '../../../electron/bridge/domain';
import { call } from '../../bridge';
import { useFormat } from '../../format';
import { useWrittenFile } from './use-written-file';

export const EXPORT_KINDS = ['csv', 'json', 'documents'] as const;
export type ExportKind = (typeof EXPORT_KINDS)[number];

/** Exports a result and tells, once, where the file is. */
export function useExport() {
  const { t } = useTranslation('devices');
  const format = useFormat();
  const { running, write } = useWrittenFile();
  return {
    running,
    start(kind: ExportKind, query: DeviceQuery, columns: DeviceColumn[]): Promise<void> {
      const input = {
        query,
        columns,
        format: kind === 'csv' ? 'csv' : 'json',
        withDocument: kind === 'documents',
      } as const;
      return write(
        (signal) => call('devices.export', input, { signal }),
        (rows) => t('export.done', { count: rows, n: format.number(rows) }),
      );
    },
  };
}
