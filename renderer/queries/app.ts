import { useMutation, useQuery } from '@tanstack/react-query';
import { call } from '../bridge';

export const APP_INFO = ['app', 'info'] as const;

/** The program and the machine: version, folders, system language, whether there is a network. */
export function useAppInfo() {
  return useQuery({
    queryKey: APP_INFO,
    queryFn: ({ signal }) => call('app.info', undefined, { signal }),
  });
}

/** Shows a file in the system's file manager. */
export function useShowFile() {
  return useMutation({ mutationFn: (path: string) => call('app.showFile', { path }) });
}
