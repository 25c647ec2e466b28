import { createHash } from 'node:crypto';
import type { Caller } from '../../../electron/store/contract/apple.ts';
import type { Store } from '../../../electron/store/contract.ts';
import { glassVault } from './order-fakes.ts';

type Room = Pick<Store, 'apple'>;
/** Who comes to the listener, and which device it is here. */
export type Phone = Omit<Caller, 'at'> & { deviceId: string };

const YEAR = 365 * 24 * 60 * 60_000;
const TOPIC = 'com.apple.mgmt.ours';

/** Issues an identity as the listener does, for a new registration or to renew a device’s. Answers its fingerprint. */
export async function issueIdentity(
  { apple }: Room,
  name: string,
  at: number,
  renews?: string,
): Promise<string> {
  const fingerprint = createHash('sha256').update(`${name} ${at}`).digest('hex');
  const hash = `challenge ${fingerprint}`;
  const purpose = renews === undefined ? 'enroll' : 'renew';
  const owner = { ticketId: null, userId: null, deviceId: renews ?? null };
  await apple.putChallenge({ hash, purpose, ...owner, issuedAt: at, expiresAt: at + 60_000 });
  await apple.takeChallenge({ hash, key: fingerprint, at });
  await apple.noteIssued({ hash, fingerprint, serial: fingerprint, pem: '', notAfter: at + YEAR, at });
  return fingerprint;
}

/** Authenticate and the TokenUpdate after it, with an identity that was issued. Throws when either is refused. */
export async function checkIn({ apple }: Room, caller: Omit<Caller, 'at'>, at: number): Promise<Phone> {
  const fields = {
    ProductName: 'iPhone15,2',
    SerialNumber: `S-${caller.udid}`,
    OSVersion: '26.1',
    IsSupervised: true,
  };
  const came = await apple.authenticate({ ...caller, at, topic: TOPIC, fields, owner: null, audit: null });
  const unlockToken = await glassVault.seal(`apple.unlock.${caller.udid}`, Buffer.from('unlock'));
  const keys = { token: 'aa', pushMagic: 'magic', unlockToken, user: null, audit: null };
  const told = await apple.tokenUpdate({ ...caller, at, topic: TOPIC, ...keys });
  if (came.kind !== 'ok' || told.kind !== 'ok') throw new Error(`refused: ${JSON.stringify([came, told])}`);
  return { ...caller, deviceId: came.deviceId };
}

/** Registers a supervised iPhone; a known UDID anew. */
export async function registerPhone(store: Room, udid: string, at: number): Promise<Phone> {
  const fingerprint = await issueIdentity(store, udid, at);
  return await checkIn(store, { udid, fingerprint }, at);
}
