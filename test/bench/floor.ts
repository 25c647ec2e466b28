import { createDirectory, type DirectoryApi } from '../../electron/connections/google/api/directory.ts';
import { resolveEndpoints } from '../../electron/connections/google/endpoints.ts';
import { SYNC_OPTIONS } from '../../electron/connections/google/sync/contract.ts';
import { chooseBase, countFleet } from '../../electron/connections/google/sync/counts.ts';
import { devicesPerListing, planListings } from '../../electron/connections/google/sync/plan.ts';
import { createTokenSource } from '../../electron/connections/google/token-source.ts';
import type { NewPartition } from '../../electron/store/contract.ts';
import { systemClock, systemRandom } from '../../electron/system.ts';
import type { Account } from './muster.ts';

/** What it takes to read a fleet and forget it. */
export interface Floor {
  /** The pages alone: fetched and parsed. */
  milliseconds: number;
  devices: number;
}

interface ListedPage {
  chromeosdevices?: unknown[];
  nextPageToken?: string;
}

/**
 * Lists an organisation with the product's own client and its own listings, the next page under way while one is
 * parsed, and keeps nothing. The counting around it is not in the time.
 */
export async function listOnly(account: Account): Promise<Floor> {
  const api = clientOf(account);
  const signal = new AbortController().signal;
  const counts = await countFleet(api, signal);
  const base = chooseBase(counts);
  const units = await api.listOrgUnits(signal);
  const perListing = devicesPerListing(null, api.pageSize(), SYNC_OPTIONS);
  const now = systemClock.now();
  const listings = await planListings({ api, base, counts, units, now, perListing, signal });
  const begin = performance.now();
  let devices = 0;
  for (const listing of listings) devices += await listAll(api, listing);
  return { milliseconds: performance.now() - begin, devices };
}

async function listAll(api: DirectoryApi, { query, orgUnitPath }: NewPartition): Promise<number> {
  let devices = 0;
  let arriving: Promise<string> | null = api.listPage({ query, orgUnitPath, pageToken: null });
  while (arriving !== null) {
    const page: ListedPage = JSON.parse(await arriving);
    const { nextPageToken: pageToken } = page;
    arriving = pageToken === undefined ? null : api.listPage({ query, orgUnitPath, pageToken });
    devices += page.chromeosdevices?.length ?? 0;
  }
  return devices;
}

function clientOf({ addresses, key }: Account): DirectoryApi {
  const { apiRoot, authRoot, adminEmail, customerId } = addresses;
  const secret = JSON.stringify({ method: 'service_account', key, subject: adminEmail });
  const tokens = createTokenSource({
    endpoints: resolveEndpoints({ apiRoot, authRoot }, {}),
    fetch: globalThis.fetch,
    clock: systemClock,
    secret: { read: async () => secret, write: async () => undefined },
    account: adminEmail,
  });
  return createDirectory({
    tokens,
    apiRoot,
    customerId,
    account: adminEmail,
    fetch: globalThis.fetch,
    clock: systemClock,
    random: systemRandom,
  });
}
