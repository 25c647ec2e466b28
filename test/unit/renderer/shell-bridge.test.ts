import { describe, expect, it, vi } from 'vitest';
import type { MusterBridge } from '../../../electron/bridge/wire';
import { createBridgeClient } from '../../../renderer/bridge';

const PREFERENCES = { language: 'fr', theme: 'dark', density: 'normal', lastWorkspaceId: null } as const;

/** A preload script that answers what the test says and remembers what crossed. */
function fakeBridge(answer: (id: number, method: string, input: unknown) => unknown) {
  const listeners = new Set<(message: unknown) => void>();
  const cancelled: number[] = [];
  const bridge: MusterBridge = {
    call: async (id, method, input) => answer(id, method, input),
    cancel: (id) => cancelled.push(id),
    onEvent: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const emit = (message: unknown) => {
    for (const listener of listeners) listener(message);
  };
  return { bridge, cancelled, emit, listeners };
}

describe('a call over the bridge', () => {
  it('hands over the input and gives the parsed value back', async () => {
    const asked: unknown[] = [];
    const { bridge } = fakeBridge((_id, method, input) => {
      asked.push([method, input]);
      return { ok: true, value: PREFERENCES };
    });
    const answer = await createBridgeClient(bridge).call('preferences.set', { theme: 'dark' });
    expect(answer).toEqual(PREFERENCES);
    expect(asked).toEqual([['preferences.set', { theme: 'dark' }]]);
  });

  it('rejects with the code and details of the main process', async () => {
    const error = { code: 'workspace_name_taken', details: { name: 'Riverside' }, message: 'x' };
    const { bridge } = fakeBridge(() => ({ ok: false, error }));
    const call = createBridgeClient(bridge).call('workspaces.create', { name: 'Riverside' });
    await expect(call).rejects.toMatchObject({
      code: 'workspace_name_taken',
      details: { name: 'Riverside' },
    });
  });

  it('refuses an answer that is not what the contract says', async () => {
    const { bridge } = fakeBridge(() => ({ ok: true, value: { theme: 'purple' } }));
    const call = createBridgeClient(bridge).call('preferences.get');
    await expect(call).rejects.toMatchObject({ code: 'bad_answer', details: { method: 'preferences.get' } });
  });

  it('tells the main process when it is aborted, and rejects as cancelled', async () => {
    const { bridge, cancelled } = fakeBridge(() => new Promise(() => undefined));
    const controller = new AbortController();
    const client = createBridgeClient(bridge);
    const call = client.call('google.overview', undefined, { signal: controller.signal });
    controller.abort();
    await expect(call).rejects.toMatchObject({ code: 'cancelled' });
    expect(cancelled).toEqual([1]);
  });

  it('does not start at all when it is aborted beforehand', async () => {
    const answer = vi.fn();
    const { bridge } = fakeBridge(answer);
    const call = createBridgeClient(bridge).call('google.overview', undefined, {
      signal: AbortSignal.abort(),
    });
    await expect(call).rejects.toMatchObject({ code: 'cancelled' });
    expect(answer).not.toHaveBeenCalled();
  });
});

describe('events over the bridge', () => {
  it('reach the listeners of their name alone, until these stop', () => {
    const { bridge, emit, listeners } = fakeBridge(() => undefined);
    const client = createBridgeClient(bridge);
    const heard: boolean[] = [];
    const stop = client.on('network.changed', ({ online }) => heard.push(online));
    client.on('devices.changed', () => heard.push(true));
    emit({ name: 'network.changed', payload: { online: false } });
    stop();
    emit({ name: 'network.changed', payload: { online: false } });
    expect(heard).toEqual([false]);
    expect(listeners.size).toBe(1);
  });

  it('are dropped when their payload is not what the contract says', () => {
    const { bridge, emit } = fakeBridge(() => undefined);
    const heard: unknown[] = [];
    createBridgeClient(bridge).on('network.changed', (payload) => heard.push(payload));
    emit({ name: 'network.changed', payload: { online: 'perhaps' } });
    emit('nonsense');
    expect(heard).toEqual([]);
  });
});
