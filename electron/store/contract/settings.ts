import type { SavedView } from '../../model/saved-view.ts';

/** The views that admins saved. */
export interface ViewRepository {
  /** All of them, in their order. */
  list(): Promise<SavedView[]>;
  /** Inserts a view, or replaces the one with its id. Throws `view_name_taken` when another one has its name. */
  put(view: SavedView): Promise<void>;
  /** Removes it; one that is not there is no error. */
  remove(id: string): Promise<void>;
  /** Gives the views with these ids the places 0, 1, … */
  arrange(ids: string[]): Promise<void>;
}

export interface SettingsRepository {
  /** The JSON text under a key, or null. */
  get(key: string): Promise<string | null>;
  set(key: string, json: string): Promise<void>;
  delete(key: string): Promise<void>;
}

/** Encrypted blobs; this room never sees what is in them. */
export interface SecretRepository {
  get(name: string): Promise<Uint8Array | null>;
  put(name: string, blob: Uint8Array): Promise<void>;
  /** Keeps it unless there is one of this name; answers whether it was kept. */
  putNew(name: string, blob: Uint8Array): Promise<boolean>;
  delete(name: string): Promise<void>;
  list(): Promise<string[]>;
}

/** A lock that outlives no process: it is lost when not renewed. */
export interface LeaseRepository {
  /** True when taken or already ours; false while another owner's lease runs. A lease whose process on this machine has died is free. */
  acquire(input: { name: string; owner: string; pid: number; now: number; ttlMs: number }): Promise<boolean>;
  /** False when it was lost. */
  renew(input: { name: string; owner: string; now: number; ttlMs: number }): Promise<boolean>;
  release(input: { name: string; owner: string }): Promise<void>;
}
