import { createGoogleActions } from '../../../electron/connections/google/actions/adapter.ts';
import { createDirectory } from '../../../electron/connections/google/api/directory.ts';
import { resolveEndpoints } from '../../../electron/connections/google/endpoints.ts';
import { neverLeft } from '../../../electron/connections/google/retry/never-left.ts';
import { createTokenSource } from '../../../electron/connections/google/token-source.ts';
import type { Fault } from '../../../electron/demo/faults.ts';
import { type DemoOrganisation, startDemoOrganisation } from '../../../electron/demo/server.ts';
import type { ActionName } from '../../../electron/model/action.ts';
import { systemClock, systemRandom } from '../../../electron/system.ts';
import { createQuickClock } from '../../support/quick-clock.ts';
import { serviceAccountSecret } from '../../support/sync-bench.ts';
import type { AdapterHarness, Conduct, WriteTrouble } from './harness.ts';

const TROUBLES: Readonly<Record<WriteTrouble, Fault>> = {
  lost_answer: { name: 'lostAnswer', times: 1 },
  lost_request: { name: 'lostRequest', times: 1 },
  failed_after: { name: 'writeError', tookEffect: true, times: 1 },
  failed_before: { name: 'writeError', status: 500, times: 1 },
  refuses: { name: 'conditionNotMet', times: 1 },
  rate_limited: { name: 'rateLimit', endpoint: 'write', retryAfterSeconds: 20, times: 1 },
  barred: { name: 'apiDisabled', endpoint: 'write', times: 1 },
};

const CONDUCTS: Readonly<Record<Exclude<Conduct, 'obey'>, Fault['name']>> = {
  fail: 'commandsFail',
  ignore: 'commandsIgnored',
  stay_away: 'commandsExpire',
};

const EFFECTS: Readonly<Record<string, ActionName>> = {
  disable: 'lost_mode_on',
  reenable: 'lost_mode_off',
  deprovision: 'deprovision',
  move: 'move_unit',
  annotate: 'annotate',
  REBOOT: 'restart',
  WIPE_USERS: 'wipe_users',
  REMOTE_POWERWASH: 'wipe_device',
};

/** The Google adapter over a demo organisation on loopback, with the same tokens and client the product has. */
export async function openGoogleHarness(): Promise<AdapterHarness & { org: DemoOrganisation }> {
  const org = await startDemoOrganisation({ devices: 600, frozen: true, obedient: true, seed: 'contract' });
  const clock = createQuickClock();
  const secret = await serviceAccountSecret(org);
  const { apiRoot, authRoot, customerId, adminEmail: account } = org;
  const tokens = createTokenSource({
    endpoints: resolveEndpoints({ apiRoot, authRoot }, {}),
    fetch,
    clock: { ...systemClock, now: clock.now },
    secret: { read: async () => secret, write: async () => undefined },
    account,
  });
  const api = createDirectory({ tokens, apiRoot, customerId, account, fetch, clock, random: systemRandom });
  const { control } = org;
  const taken = new Set<string>();
  const [elsewhere] = (await api.listOrgUnits()).filter(({ name }) => name === 'Kiosks');
  const active = (count: number): string[] => {
    const free = control.deviceIds('status:provisioned').filter((id) => !taken.has(id));
    const ids = free.filter((id) => !control.record(id).includes('"/Kiosks')).slice(0, count);
    for (const id of ids) taken.add(id);
    return ids;
  };
  return {
    org,
    adapter: createGoogleActions({ api, clock }),
    elsewhere: elsewhere === undefined ? null : { id: elsewhere.id, path: elsewhere.path },
    active,
    lost: (count) => {
      const ids = active(count);
      for (const id of ids) control.setStatus(id, 'DISABLED');
      return ids;
    },
    trouble: (trouble) => control.setFault(TROUBLES[trouble]),
    online: async (online) => {
      await org.setOnline(online);
      // Connections kept open have to be found closed first: over those a request may have left.
      while (!online && !(await isRefused(apiRoot)));
    },
    conduct: (conduct) => {
      for (const name of Object.values(CONDUCTS)) control.clearFault(name);
      if (conduct !== 'obey') control.setFault({ name: CONDUCTS[conduct] });
    },
    effects: (providerId) =>
      control
        .effects()
        .filter(({ deviceId }) => deviceId === providerId)
        .flatMap(({ what }) => EFFECTS[what] ?? []),
    writes: () => control.journal().filter(({ action }) => action !== '').length,
    pass: (ms) => {
      clock.advance(ms);
      control.advance(ms);
    },
    now: clock.now,
    vanish: (providerId) => control.removeDevice(providerId),
    close: () => org.stop(),
  };
}

async function isRefused(url: string): Promise<boolean> {
  const answer = await fetch(url).catch((error: unknown) => error);
  return neverLeft(answer);
}
