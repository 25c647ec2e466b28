import { notifications } from '@mantine/notifications';
import { createElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeviceColumn, DeviceQuery } from '../../../electron/bridge/domain';
import type { ExportResult } from '../../../electron/bridge/shapes';
import { report } from '../../components/report';
import { type Format, useFormat } from '../../format';
import { useExportDevices } from '../../queries/export';
import { ExportDone } from './ExportDone';

export const EXPORT_KINDS = ['csv', 'json', 'documents'] as const;
export type ExportKind = (typeof EXPORT_KINDS)[number];

/** Exports a result and tells, once, where the file is. */
export function useExport() {
  const { t } = useTranslation('devices');
  const format = useFormat();
  const exporting = useExportDevices();
  return {
    running: exporting.isPending,
    async start(kind: ExportKind, query: DeviceQuery, columns: DeviceColumn[]): Promise<void> {
      const result = await exporting
        .mutateAsync({
          query,
          columns,
          format: kind === 'csv' ? 'csv' : 'json',
          withDocument: kind === 'documents',
        })
        .catch(report);
      if (result != null)
        tellDone(result, t('export.done', { count: result.rows, n: format.number(result.rows) }), format);
    },
  };
}

function tellDone(result: ExportResult, title: string, format: Format): void {
  notifications.show({
    title,
    message: createElement(ExportDone, { path: result.path, size: format.bytes(result.bytes) }),
    autoClose: 15_000,
  });
}
