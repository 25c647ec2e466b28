import { notifications } from '@mantine/notifications';
import { createElement } from 'react';
import { report } from '../../components/report';
import { useFormat } from '../../format';
import { useWriteFile, type WriteFile } from '../../queries/export';
import { ExportDone } from './ExportDone';

/** Writes a file and tells, once, where it is; `title` says how many rows it holds. */
export function useWrittenFile() {
  const format = useFormat();
  const writing = useWriteFile();
  return {
    running: writing.isPending,
    async write(work: WriteFile, title: (rows: number) => string): Promise<void> {
      const result = await writing.mutateAsync(work).catch(report);
      if (result == null) return;
      notifications.show({
        title: title(result.rows),
        message: createElement(ExportDone, { path: result.path, size: format.bytes(result.bytes) }),
        autoClose: 15_000,
      });
    },
  };
}
