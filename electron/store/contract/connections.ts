import type { GoogleConnection } from '../../model/connection.ts';
import type { OrgUnit } from '../../model/org-unit.ts';

export interface OrgUnitRepository {
  list(connectionId: string): Promise<OrgUnit[]>;
  /** Replaces the units of a connection by this whole list. A write. */
  replace(input: { connectionId: string; generation: number; units: OrgUnit[] }): Promise<void>;
}

export interface ConnectionRepository {
  /** The workspace's Google connection: at most one. */
  google(): Promise<GoogleConnection | null>;
  /** Inserts or replaces it. Throws `connection_exists` when another one holds the slot. */
  saveGoogle(connection: GoogleConnection): Promise<void>;
  /** The connection that holds the devices Muster manages itself; null while there is none. It has no account. */
  apple(): Promise<{ id: string; generation: number } | null>;
  /** Makes it, with this id, where there is none yet. */
  ensureApple(input: { id: string; at: number }): Promise<{ id: string; generation: number }>;
  /** What a delete would remove, for the confirmation. */
  contents(
    connectionId: string,
  ): Promise<{ devices: number; runs: number; orgUnits: number; users: number; secrets: number }>;
  /**
   * Deletes it with its devices, documents, runs, units, settings, secrets and the users that came from it alone, and
   * compacts the file.
   */
  remove(connectionId: string): Promise<void>;
}
