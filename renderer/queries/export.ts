import { skipToken, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { EventPayload } from '../../electron/bridge/events';
import type { ExportResult } from '../../electron/bridge/shapes';
import { useExportWork } from '../stores/export-work';
import { EXPORT_PROGRESS } from './client';

/** Calls one of the methods that write a file; aborting the signal stops the writing. */
export type WriteFile = (signal: AbortSignal) => Promise<ExportResult | null>;

/**
 * Writes a file the admin picks. The top bar shows its progress and can cancel it. Resolves with null when no file
 * was picked.
 */
export function useWriteFile() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (write: WriteFile) => {
      const controller = new AbortController();
      useExportWork.setState({ cancel: () => controller.abort() });
      return write(controller.signal);
    },
    onSettled: () => {
      useExportWork.setState({ cancel: null });
      queries.setQueryData(EXPORT_PROGRESS, null);
    },
  });
}

/** How far the running export is; null before its first rows and when none runs. */
export function useExportProgress(): EventPayload<'export.progress'> | null {
  const running = useExportWork(({ cancel }) => cancel !== null);
  const { data } = useQuery<EventPayload<'export.progress'> | null>({
    queryKey: EXPORT_PROGRESS,
    queryFn: skipToken,
  });
  return running ? (data ?? null) : null;
}
