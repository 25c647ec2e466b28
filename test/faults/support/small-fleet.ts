import { afterEach, beforeEach } from 'vitest';
import type { DemoOptions } from '../../../electron/demo/options.ts';
import type { Device } from '../../../electron/model/device.ts';
import type { SyncRun } from '../../../electron/model/sync-run.ts';
import type { RunRepository, Store } from '../../../electron/store/contract.ts';
import { openSyncBench, type SyncBench } from '../../support/sync-bench.ts';

/** Three pages of managed devices and one of deprovisioned ones. */
export const DEVICES = 700;

/** A still organisation and an empty workspace for each test, with what tests of edge cases do to them. */
export interface SmallFleet {
  readonly bench: SyncBench;
  syncNow(): Promise<SyncRun>;
  /** Starts over with another organisation. */
  reopen(options: DemoOptions): Promise<void>;
  /** Does something when the n-th request for a page is about to be sent. */
  beforePage(n: number, action: () => void | Promise<void>): void;
  cachedDevice(providerId: string): Promise<Device>;
  /** The requests for pages so far, as the organisation answered them. */
  listed(): { page: number; query: string; status: number }[];
}

/** Registers the hooks of a test file. */
export function smallFleet(): SmallFleet {
  let bench: SyncBench;
  beforeEach(async () => {
    bench = await openSyncBench({ devices: DEVICES });
  });
  afterEach(() => bench.close());
  return {
    get bench() {
      return bench;
    },
    syncNow: () => bench.sync().run('manual'),
    reopen: async (options) => {
      await bench.close();
      bench = await openSyncBench(options);
    },
    beforePage: (n, action) => {
      let pages = 0;
      bench.network = async (url, init) => {
        if (isPageRequest(url) && ++pages === n) await action();
        return await fetch(url, init);
      };
    },
    cachedDevice: async (providerId) => {
      const [device] = await bench.store.devices.find({ providerId });
      if (device === undefined) throw new Error(`no device ${providerId} in the cache`);
      return device;
    },
    listed: () => bench.org.control.journal().filter((entry) => entry.endpoint === 'list'),
  };
}

export function isPageRequest(url: unknown): boolean {
  return /\/devices\/chromeos\?/.test(String(url));
}

/** The store with another way to do one thing with runs. */
export function withRuns(store: Store, runs: Partial<RunRepository>): Store {
  return { ...store, runs: { ...store.runs, ...runs } };
}
