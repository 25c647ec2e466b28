import { expect, it } from 'vitest';
import { startDemoOrganisation } from '../../../electron/demo/server.ts';
import { createDemoService } from '../../../electron/demo/service.ts';
import type { SettingsRepository } from '../../../electron/store/contract.ts';
import { PROGRAM } from '../../support/program.ts';
import { redeem, signIn } from './support.ts';

const workerUrl = PROGRAM.demoWorker;

function memorySettings(): SettingsRepository {
  const kept = new Map<string, string>();
  return {
    get: async (key) => kept.get(key) ?? null,
    set: async (key, json) => void kept.set(key, json),
    delete: async (key) => void kept.delete(key),
  };
}

it('ends the access tokens of a sign-in that is revoked by its switch, as Google does', async () => {
  const demo = await createDemoService({
    seed: 'service',
    devices: 10,
    workerUrl,
    settings: memorySettings(),
    changed: () => undefined,
  });
  const twin = await startDemoOrganisation({ seed: 'service', devices: 10 });
  const addresses = { ...twin, authRoot: demo.endpoints.authRoot };
  const code = (await signIn(addresses)).searchParams.get('code') ?? '';
  const { body } = await redeem(addresses, code);
  const units = () =>
    fetch(`${demo.endpoints.apiRoot}admin/directory/v1/customer/my_customer/orgunits?type=all`, {
      headers: { authorization: `Bearer ${String(body.access_token)}` },
    });
  expect((await units()).status).toBe(200);
  const { faults } = await demo.setFault('invalidGrant', true);
  expect(faults.filter(({ on }) => on)).toEqual([{ name: 'invalidGrant', on: true }]);
  expect((await units()).status).toBe(401);
  await twin.stop();
  await demo.close();
});
