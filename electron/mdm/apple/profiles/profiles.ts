import type { QueuedOrder } from '../../../model/apple/order.ts';
import type { LibraryProfile } from '../../../model/apple/profile.ts';
import type { DraftDeed } from '../../../model/audit.ts';
import { MusterError } from '../../../model/errors.ts';
import type { Clock, Random } from '../../../model/ports.ts';
import type { PkiService } from '../../../pki/contract.ts';
import type { Store } from '../../../store/contract.ts';
import type { Vault } from '../../../vault/vault.ts';
import type { ProfileService } from '../contract.ts';
import { bytesOf, rowOf } from './keep.ts';
import { findInLibrary, listLibrary, toRow } from './library.ts';
import { placesOf } from './places.ts';
import { createReconciler } from './reconcile.ts';
import { settleOrder } from './settle.ts';
import { addPicked, build, pick } from './take-in.ts';
import { createProfileTray } from './tray.ts';

export interface ProfileDeps {
  apple: Store['apple'];
  devices: Pick<Store['devices'], 'window'>;
  pki: Pick<PkiService, 'cms'>;
  vault: Pick<Vault, 'seal' | 'open'>;
  clock: Clock;
  random: Random;
  draft: DraftDeed;
  /** PayloadIdentifier of the enrollment profile, which no profile of the library may replace. */
  reserved: string;
  /** The library, or what is where, changed. */
  changed(): void;
  /** Orders were queued: devices are to be woken. */
  queued(): void;
}

/** The library with what keeps devices in step with it. */
export interface Profiles extends ProfileService {
  /** See Settled. Resolves when what the order means is noted; never rejects, for the next comparison reads the order itself. */
  settled(order: QueuedOrder): Promise<void>;
}

/** See ProfileService; `settled` is told of every order that a device has answered. */
export function createProfiles(deps: ProfileDeps): Profiles {
  const { apple } = deps;
  const tray = createProfileTray();
  const compare = createReconciler(deps);
  const libraryProfile = async (id: string): Promise<LibraryProfile> => {
    const profile = await findInLibrary(apple, id);
    if (profile === null) throw new MusterError('not_found');
    return profile;
  };
  const kept = async (id: string, different: boolean): Promise<LibraryProfile> => {
    deps.changed();
    if (different) await compare(null);
    return await libraryProfile(id);
  };
  return {
    list: () => listLibrary(apple),
    get: (id) => findInLibrary(apple, id),
    pick: (fileName, bytes) => pick(deps, tray, fileName, bytes),
    add: async (input) => {
      const { id, different } = await addPicked(deps, tray, input);
      return await kept(id, different);
    },
    build: async (input) => {
      const { id, different } = await build(deps, input);
      return await kept(id, different);
    },
    remove: async (id) => {
      const { name, identifier } = await rowOf(deps, id);
      await apple.removeProfile({ id, audit: deps.draft('profile.removed', id, { name, identifier }) });
      deps.changed();
      await compare(await devicesWith(apple, id));
    },
    assign: async (id, assignments) => {
      const { name } = await rowOf(deps, id);
      const rows = assignments.map(toRow);
      const audit = deps.draft('profile.assigned', id, { name, assignments: rows.length });
      await apple.assign({ profileId: id, assignments: rows, audit });
      return await kept(id, true);
    },
    places: (id) => placesOf(deps, id),
    retry: async (id) => {
      const rows = await apple.installs({ profileId: id });
      const failed = rows.filter(({ state }) => state === 'failed').map(({ deviceId }) => deviceId);
      if (failed.length === 0) await rowOf(deps, id);
      return await compare([...new Set(failed)], id);
    },
    content: async (id) => {
      const row = await rowOf(deps, id);
      const bytes = await deps.pki.cms.sign(await bytesOf(deps, row));
      return { fileName: `${row.name.replace(/[^\p{L}\p{N} ._-]+/gu, '_')}.mobileconfig`, bytes };
    },
    reconcile: async (deviceIds) => {
      await compare(deviceIds);
    },
    settled: (order) => settleOrder(deps, order),
  };
}

async function devicesWith(apple: ProfileDeps['apple'], profileId: string): Promise<string[]> {
  const rows = await apple.installs({ profileId });
  return [...new Set(rows.map(({ deviceId }) => deviceId))];
}
