import type { OrgUnit } from '../../../model/org-unit.ts';
import type { Clock, Fetch, Random } from '../../../model/ports.ts';
import type { GoogleAnswer } from '../retry/answer.ts';
import { createGate, type Gate, type Waiting } from '../retry/gate.ts';
import {
  type AccessTokens,
  type GoogleRequest,
  PATIENCE,
  type Patience,
  sendPatiently,
} from '../retry/retry.ts';
import { sendOnce } from '../retry/send-once.ts';
import { type GoogleUser, readCount, readOrgUnits, readUser } from './answers.ts';
import { createWrites, type DirectoryWrites } from './directory-writes.ts';
import { type DeviceListing, type ListPageInput, listingParams, listPage, PageSizes } from './list-page.ts';
import { type Call, createTransport } from './transport.ts';
import { readUsersPage, USER_FIELDS, USERS_PER_PAGE, type UsersPage } from './user-reads.ts';

/**
 * The part of Google's Directory API that Muster reads. Every call waits out what can be waited out and throws the
 * final MusterError (`google_rate_limited`, `google_unavailable`, `google_offline`, `google_bad_answer`,
 * `google_bad_request`, `google_reconnect_needed`, `google_permission_lost`, `google_scope_missing`,
 * `google_api_disabled`), or the signal's reason when it fires.
 */
export interface DirectoryApi {
  /** How many devices a listing would bring; null when this server cannot count. */
  countDevices(listing: DeviceListing, signal?: AbortSignal): Promise<number | null>;
  /** One page of chromeosdevices.list as JSON text. Throws google_token_dead for a page token that is no longer taken. */
  listPage(input: ListPageInput, signal?: AbortSignal): Promise<string>;
  /** One device as JSON text; null when Google says there is none. */
  getDevice(id: string, signal?: AbortSignal): Promise<string | null>;
  listOrgUnits(signal?: AbortSignal): Promise<OrgUnit[]>;
  /** A user by e-mail address or id. */
  getUser(key: string, signal?: AbortSignal): Promise<GoogleUser>;
  /** Devices asked for per page now. */
  pageSize(): number;
  /** Google's clock minus ours in milliseconds, from its last answer; null before the first. */
  clockOffset(): number | null;
  /** Follows the pauses this connection makes; returns the remover. */
  onWaiting(listener: (waiting: Waiting | null) => void): () => void;
}

/** The people of the organisation; throws as `DirectoryApi` does. */
export interface DirectoryUsers {
  /** One page; null asks for the first. Throws google_token_dead for a page token that is no longer taken. */
  listUsers(pageToken: string | null, signal?: AbortSignal): Promise<UsersPage>;
}

/** The whole client: what reads, and what changes devices. */
export interface DirectoryClient extends DirectoryApi, DirectoryUsers, DirectoryWrites {}

export interface DirectoryOptions {
  tokens: AccessTokens;
  /** The root of the API, e.g. `https://admin.googleapis.com/`. */
  apiRoot: string;
  /** `my_customer`, or the customer the connection belongs to: Google refuses an account of another one. */
  customerId: string;
  /** The connected account, for messages. */
  account: string;
  fetch: Fetch;
  clock: Clock;
  random: Random;
  patience?: Patience;
  /** Shared by several clients of one connection, so that a pause Google asks of one is kept by all. */
  gate?: Gate;
  timeoutMs?: number;
}

/** Pages with every field of 300 devices take Google seconds; more than this is an outage. */
const TIMEOUT_MS = 100_000;

/** A listing under way has much to lose: a tunnel or a changed Wi-Fi is waited out. */
const MIDWAY_OFFLINE_MS = 3 * 60_000;

/** Opens a client for one connection. Sends nothing by itself. */
export function createDirectory(options: DirectoryOptions): DirectoryClient {
  const { clock, customerId } = options;
  const gate = options.gate ?? createGate(clock);
  const transport = createTransport({
    rootUrl: options.apiRoot.endsWith('/') ? options.apiRoot : `${options.apiRoot}/`,
    fetch: options.fetch,
    timeoutMs: options.timeoutMs ?? TIMEOUT_MS,
  });
  const retry = { ...options, gate, patience: options.patience ?? PATIENCE };
  const sizes = new PageSizes();
  let offset: number | null = null;

  const sendOf =
    (call: Call): GoogleRequest['send'] =>
    async (token, aborted) => {
      const answer = await transport(call, token, aborted);
      const told = Date.parse(answer.headers.date ?? '');
      if (!Number.isNaN(told)) offset = told - clock.now();
      return answer;
    };
  const read = (
    call: Call,
    signal: AbortSignal | undefined,
    more: Partial<GoogleRequest> = {},
  ): Promise<GoogleAnswer> => sendPatiently(retry, { send: sendOf(call), ...more }, signal);

  return {
    ...createWrites({ customerId, read, once: (call, signal) => sendOnce(retry, sendOf(call), signal) }),
    countDevices: async ({ query, orgUnitPath }, signal) => {
      const params = {
        customerId,
        ...(query === null ? {} : { filter: query }),
        ...(orgUnitPath === null ? {} : { orgUnitPath, includeChildOrgunits: false }),
      };
      const call: Call = (admin, opts) => admin.customer.devices.chromeos.countChromeOsDevices(params, opts);
      const answer = await read(call, signal, { accept: NO_SUCH_METHOD, acceptBare: true });
      return answer.status < 300 ? readCount(answer.text) : null;
    },
    listPage: (input, signal) => {
      const ask = async (asked: ListPageInput, maxResults: number, tries: number): Promise<string> => {
        const params = { ...listingParams(asked), customerId, maxResults };
        const call: Call = (admin, opts) => admin.chromeosdevices.list(params, opts);
        const { pageToken } = asked;
        const midway = pageToken === null ? {} : { pageToken, offlineMs: MIDWAY_OFFLINE_MS };
        return (await read(call, signal, { ...midway, unavailableTries: tries })).text;
      };
      return listPage(input, sizes, ask);
    },
    getDevice: async (deviceId, signal) => {
      const call: Call = (admin, opts) =>
        admin.chromeosdevices.get({ customerId, deviceId, projection: 'FULL' }, opts);
      const answer = await read(call, signal, { accept: [404] });
      return answer.status === 404 ? null : answer.text;
    },
    listOrgUnits: async (signal) => {
      const call: Call = (admin, opts) =>
        admin.orgunits.list({ customerId, type: 'allIncludingParent' }, opts);
      return readOrgUnits((await read(call, signal)).text, clock.now());
    },
    getUser: async (userKey, signal) => {
      const call: Call = (admin, opts) => admin.users.get({ userKey, projection: 'basic' }, opts);
      return readUser((await read(call, signal)).text);
    },
    listUsers: async (pageToken, signal) => {
      const params = { customer: customerId, maxResults: USERS_PER_PAGE, fields: USER_FIELDS };
      const asked = pageToken === null ? params : { ...params, pageToken };
      const call: Call = (admin, opts) => admin.users.list(asked, opts);
      const midway = pageToken === null ? {} : { pageToken, offlineMs: MIDWAY_OFFLINE_MS };
      return readUsersPage((await read(call, signal, midway)).text);
    },
    pageSize: () => sizes.current(),
    clockOffset: () => offset,
    onWaiting: gate.onWaiting,
  };
}

/** countChromeOsDevices is new: older servers and proxies answer that it is not there. */
const NO_SUCH_METHOD = [404, 405, 501];
