import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { MethodInput } from '../../electron/bridge/contract';
import { isMusterError, type ListenerOverview, type PreflightResult } from '../../electron/bridge/domain';
import { call, on } from '../bridge';
import { usePreflightWork } from '../stores/preflight';

const OVERVIEW = ['listener', 'overview'] as const;
const PKI = ['pki', 'overview'] as const;
const PREFLIGHT = ['preflight', 'last'] as const;

/** What no event tells is asked again after so long, in milliseconds: who has left, and what another program does. */
const LEFT_MS = 5_000;
const ELSEWHERE_MS = 15_000;

/** Whether the listener is on, with what, and who is connected. */
export function useListener(enabled = true) {
  return useQuery({
    queryKey: OVERVIEW,
    queryFn: ({ signal }) => call('listener.overview', undefined, { signal }),
    enabled,
    refetchInterval: ({ state }) => pauseOf(state.data),
  });
}

function pauseOf(overview: ListenerOverview | undefined): number | false {
  const kind = overview?.state.kind;
  if (kind === 'off' || kind === 'elsewhere') return ELSEWHERE_MS;
  return (overview?.connected.length ?? 0) > 0 ? LEFT_MS : false;
}

/** Keeps where it listens; when it is on, it goes on with that. */
export function useSaveListener() {
  return useListenerChange((settings: MethodInput<'listener.save'>) => call('listener.save', settings));
}

/** Switches it on or off. */
export function useSwitchListener() {
  return useListenerChange((isOn: boolean) => call('listener.switch', { on: isOn }));
}

/** Opens the registration page in the system’s browser. */
export function useOpenRegistrationPage() {
  return useMutation({ mutationFn: () => call('listener.openPage') });
}

/** The newest requests first; undefined until they are known. */
export function useAccessLog(limit: number) {
  const { data } = useQuery({
    queryKey: ['listener', 'log', limit],
    queryFn: ({ signal }) => call('listener.log', { limit }, { signal }),
  });
  return data;
}

/** Muster’s authority and the listener’s certificate. */
export function usePki() {
  return useQuery({
    queryKey: PKI,
    queryFn: ({ signal }) => call('pki.overview', undefined, { signal }),
  });
}

/** Lets the admin pick the files of a certificate with the system’s dialog; null when none was picked. */
export function usePickCertificate() {
  return useMutation({ mutationFn: () => call('pki.pick') });
}

/** Takes in picked files, and serves with them. */
export function useBringCertificate() {
  return usePkiChange((input: MethodInput<'pki.bring'>) => call('pki.bring', input));
}

/** Makes a new certificate of Muster’s own, and serves with it. */
export function useRenewCertificate() {
  return usePkiChange((_: undefined) => call('pki.renew'));
}

/** Writes the authority’s certificate to a file of the admin’s choice; null when none was chosen. */
export function useSaveRoot() {
  return usePkiChange((_: undefined) => call('pki.saveRoot'));
}

/** The newest report of the preflight; null when there is none. */
export function useLastPreflight() {
  return useQuery({
    queryKey: PREFLIGHT,
    queryFn: ({ signal }) => call('preflight.last', undefined, { signal }),
  });
}

/** Looks at everything. What has been found so far is in `usePreflightWork`, where it can also be stopped. */
export function useRunPreflight(): () => void {
  const queries = useQueryClient();
  return () => {
    if (usePreflightWork.getState().running === null) void run(queries);
  };
}

async function run(queries: QueryClient): Promise<void> {
  const controller = new AbortController();
  const cancel = () => controller.abort();
  const show = (results: readonly PreflightResult[]) =>
    usePreflightWork.setState({ running: { results, cancel }, failure: null });
  const found: PreflightResult[] = [];
  show(found);
  const stop = on('preflight.result', (result) => {
    found.push(result);
    show([...found]);
  });
  let failure: unknown = null;
  try {
    const report = await call('preflight.run', undefined, { signal: controller.signal });
    queries.setQueryData(PREFLIGHT, report);
  } catch (error) {
    if (!isMusterError(error, 'cancelled')) failure = error;
  } finally {
    stop();
    usePreflightWork.setState({ running: null, failure });
  }
}

function useListenerChange<I>(work: (input: I) => Promise<ListenerOverview>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: work,
    onSuccess: async (overview) => {
      // An answer asked for before it was changed does not know it.
      await queries.cancelQueries({ queryKey: OVERVIEW });
      queries.setQueryData(OVERVIEW, overview);
    },
  });
}

function usePkiChange<I, O>(work: (input: I) => Promise<O>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: work,
    onSuccess: () => queries.invalidateQueries({ queryKey: PKI }),
  });
}
