import type { Clock } from '../model/ports.ts';
import type { ActionServiceDeps } from './contract.ts';

/** Tells the rest of the program what moved, a few times a second at most. */
export interface Announcer {
  commands(ids: readonly string[]): void;
  devices(): void;
  /** Something was written to the log. */
  audit(): void;
  /** Called at each telling; returns the remover. */
  onTold(listener: () => void): () => void;
  /** Tells at once what has not been told. */
  close(): void;
}

const GAP_MS = 200;

export function createAnnouncer(clock: Clock, events: ActionServiceDeps['events']): Announcer {
  const closed = new AbortController();
  const listeners = new Set<() => void>();
  const moved = new Set<string>();
  const also = { devices: false, audit: false };
  let telling = false;
  const isNews = (): boolean => moved.size > 0 || also.devices || also.audit;
  const tell = (): void => {
    if (!isNews()) return;
    const { devices, audit } = also;
    const ids = [...moved];
    moved.clear();
    also.devices = false;
    also.audit = false;
    if (ids.length > 0) events.commands(ids);
    if (devices) events.devices();
    if (audit) events.audit();
    for (const listener of listeners) listener();
  };
  const soon = async (): Promise<void> => {
    if (telling) return;
    telling = true;
    while (isNews()) {
      tell();
      await clock.sleep(GAP_MS, closed.signal).catch(() => undefined);
    }
    telling = false;
  };
  return {
    commands: (ids) => {
      for (const id of ids) moved.add(id);
      void soon();
    },
    devices: () => {
      also.devices = true;
      void soon();
    },
    audit: () => {
      also.audit = true;
      void soon();
    },
    onTold: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => {
      closed.abort();
      tell();
    },
  };
}
