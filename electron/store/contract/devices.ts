import type { TargetFacts } from '../../model/command.ts';
import type { Device, DeviceDetail } from '../../model/device.ts';
import type { DeviceOverview } from '../../model/device-overview.ts';
import type {
  DeviceFilter,
  DeviceQuery,
  DeviceWindow,
  DeviceWindowInput,
  Facet,
  FacetColumn,
} from '../../model/device-query.ts';

export interface DeviceReads {
  window(input: DeviceWindowInput): Promise<DeviceWindow>;
  /** The exact total of a filter. */
  count(filter: DeviceFilter): Promise<number>;
  facets(input: { filter: DeviceFilter; column: FacetColumn; limit: number }): Promise<Facet[]>;
  /** The fleet in figures, its ages at `now` (ms UTC). */
  overview(now: number): Promise<DeviceOverview>;
  detail(id: string): Promise<DeviceDetail | null>;
  /**
   * What freezing a target needs of these devices, in the order of the ids; unknown ids are left out. At most
   * 1,000 ids a call.
   */
  facts(ids: string[]): Promise<TargetFacts[]>;
  /** Devices by exact serial (case and all), vanished ones too; a serial nobody has is left out. At most 1,000 a call. */
  bySerials(serials: string[]): Promise<{ serial: string; id: string; vanished: boolean }[]>;
  /** Devices by provider id; unknown ones are left out. At most 1,000 a call. */
  byProviderIds(providerIds: string[]): Promise<{ providerId: string; id: string }[]>;
  /** Devices with exactly this serial (serials are not unique) or this provider id. */
  find(input: { serial?: string; providerId?: string }): Promise<Device[]>;
  /** The ids of a result in its order, from `offset`, for selections. */
  ids(input: { query: DeviceQuery; offset: number; limit: number }): Promise<string[]>;
  /**
   * The whole result in order, in batches, from one snapshot that later writes do not change.
   * `withDocument` adds the provider's raw document (JSON text).
   */
  stream(input: {
    query: DeviceQuery;
    withDocument: boolean;
    batch?: number;
    signal?: AbortSignal;
  }): AsyncIterable<{ device: Device; document: string | null }[]>;
}

export interface DeviceRepository extends DeviceReads {
  /**
   * Puts a record read by itself in the place of the cached one, with the history of what differs, in one
   * transaction; what a run has staged of an earlier reading is dropped. A device that is not cached is left alone.
   */
  refresh(input: {
    connectionId: string;
    document: string;
    fetchedAt: number;
    /** The command after which it was read. */
    commandId: string;
  }): Promise<void>;
}
