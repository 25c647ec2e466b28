import { createHash } from 'node:crypto';
import type { Caller } from '../../../electron/store/contract/apple.ts';
import type { Store } from '../../../electron/store/contract.ts';
import { glassVault } from './order-fakes.ts';

const YEAR = 365 * 24 * 60 * 60_000;

/** Registers a supervised iPhone as the listener does, from its challenge to its token. Answers who it comes as from then on. */
export async function registerPhone(
  { apple }: Pick<Store, 'apple'>,
  udid: string,
  at: number,
): Promise<Omit<Caller, 'at'> & { deviceId: string }> {
  const fingerprint = createHash('sha256').update(`${udid} ${at}`).digest('hex');
  const hash = `challenge ${fingerprint}`;
  const owner = { ticketId: null, userId: null, deviceId: null };
  await apple.putChallenge({ hash, purpose: 'enroll', ...owner, issuedAt: at, expiresAt: at + 60_000 });
  await apple.takeChallenge({ hash, key: fingerprint, at });
  await apple.noteIssued({ hash, fingerprint, serial: fingerprint, pem: '', notAfter: at + YEAR, at });
  const caller = { fingerprint, udid };
  const topic = 'com.apple.mgmt.ours';
  const fields = {
    ProductName: 'iPhone15,2',
    SerialNumber: `S-${udid}`,
    OSVersion: '26.1',
    IsSupervised: true,
  };
  const came = await apple.authenticate({ ...caller, at, topic, fields, owner: null, audit: null });
  if (came.kind !== 'ok') throw new Error(`refused: ${came.why}`);
  const unlockToken = await glassVault.seal(`apple.unlock.${udid}`, Buffer.from('unlock'));
  const keys = { token: 'aa', pushMagic: 'magic', unlockToken, user: null, audit: null };
  await apple.tokenUpdate({ ...caller, at, topic, ...keys });
  return { ...caller, deviceId: came.deviceId };
}
