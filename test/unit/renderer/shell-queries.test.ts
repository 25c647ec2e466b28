import { QueryObserver } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { EventName } from '../../../electron/bridge/events';
import type { BridgeClient } from '../../../renderer/bridge';
import { createQueryClient, followEvents, SYNC_PROGRESS } from '../../../renderer/queries/client';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Events the test can send. */
function fakeEvents() {
  const listeners: { name: EventName; listener: (payload: never) => void }[] = [];
  const on: BridgeClient['on'] = (name, listener) => {
    listeners.push({ name, listener });
    return () => undefined;
  };
  const send = (name: EventName, payload: unknown) => {
    for (const entry of listeners) if (entry.name === name) Reflect.apply(entry.listener, null, [payload]);
  };
  return { on, send };
}

it('asks again for what an event makes stale, once for many events in a row', async () => {
  const client = createQueryClient();
  const { on, send } = fakeEvents();
  followEvents(client, { on });
  const asked = { devices: 0, vault: 0 };
  for (const topic of ['devices', 'vault'] as const) {
    const queryFn = async () => {
      asked[topic] += 1;
      return asked[topic];
    };
    new QueryObserver(client, { queryKey: [topic, 'x'], queryFn }).subscribe(() => undefined);
  }
  await vi.runAllTimersAsync();
  for (let i = 0; i < 50; i += 1) send('devices.changed', null);
  await vi.runAllTimersAsync();
  expect(asked).toEqual({ devices: 2, vault: 1 });
});

it('shows the progress of a run as it arrives, and none once it has ended', async () => {
  const client = createQueryClient();
  const { on, send } = fakeEvents();
  followEvents(client, { on });
  send('sync.progress', { runId: 'r', seen: 300 });
  expect(client.getQueryData(SYNC_PROGRESS)).toEqual({ runId: 'r', seen: 300 });
  send('sync.ended', { id: 'r' });
  await vi.runAllTimersAsync();
  expect(client.getQueryData(SYNC_PROGRESS)).toBeNull();
});
