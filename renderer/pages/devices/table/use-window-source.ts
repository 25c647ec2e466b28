import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import type { DeviceQuery } from '../../../../electron/bridge/domain';
import { call, on } from '../../../bridge';
import { useDeviceCount } from '../../../queries/devices';
import { takeFirstRows } from './first-rows';
import { type WindowSnapshot, WindowSource } from './window-source';

/** While a sync writes page after page, rows are read again at most this often. */
const REFRESH_MS = 600;

/**
 * The rows of a query: asked for at every change of it, and again when the data changes. A first sync
 * brings its rows page by page (`arriving`): then its progress is a change as well.
 */
export function useWindowSource(
  query: DeviceQuery,
  arriving: boolean,
): { source: WindowSource; snapshot: WindowSnapshot } {
  const queries = useQueryClient();
  const [source] = useState(() => {
    const made = new WindowSource((input, signal) => call('devices.window', input, { signal }));
    const first = takeFirstRows(queries, query);
    if (first !== undefined) made.begin(query, first);
    return made;
  });
  const snapshot = useSyncExternalStore(source.subscribe, source.snapshot);
  const key = JSON.stringify(query);
  const asked = useMemo<DeviceQuery>(() => JSON.parse(key), [key]);
  const hasRows = useRef(snapshot.query !== null);
  useEffect(() => {
    const ask = () => source.setQuery(asked);
    const stop = hasRows.current ? afterPaint(ask) : ask();
    hasRows.current = false;
    return () => {
      stop?.();
      source.cancel();
    };
  }, [source, asked]);
  const isArriving = useRef(arriving);
  isArriving.current = arriving;
  useEffect(
    () =>
      followChanges(
        () => source.refresh(),
        () => isArriving.current,
      ),
    [source],
  );
  useExactTotal(source, snapshot);
  return { source, snapshot };
}

/** Does something once what is there has been drawn; returns what calls it off. */
function afterPaint(task: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const frame = requestAnimationFrame(() => {
    timer = setTimeout(task);
  });
  return () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
}

/** Counts what the window was too quick to count. */
function useExactTotal(source: WindowSource, snapshot: WindowSnapshot): void {
  const uncounted = snapshot.query !== null && snapshot.uncounted;
  const total = useDeviceCount(snapshot.query?.filter ?? {}, uncounted);
  useEffect(() => {
    if (uncounted && total !== null) source.setTotal(total);
  }, [source, uncounted, total]);
}

function followChanges(refresh: () => void, isArriving: () => boolean): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last = 0;
  const soon = () => {
    timer ??= setTimeout(
      () => {
        timer = undefined;
        last = Date.now();
        refresh();
      },
      Math.max(0, last + REFRESH_MS - Date.now()),
    );
  };
  const stops = [
    on('devices.changed', soon),
    on('sync.ended', soon),
    on('connection.changed', soon),
    on('sync.progress', () => isArriving() && soon()),
  ];
  return () => {
    clearTimeout(timer);
    for (const stop of stops) stop();
  };
}
