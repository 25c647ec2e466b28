import { z } from 'zod';
import { MusterError } from '../../../model/errors.ts';
import type { Random } from '../../../model/ports.ts';
import type { Vault } from '../../../vault/vault.ts';

const secretsSchema = z.object({ pin: z.string() });

const PIN_DIGITS = 6;
const PINS = 10 ** PIN_DIGITS;
/** The greatest multiple of PINS that three bytes can tell: from there on a draw would favour small numbers. */
const FAIR = Math.floor(2 ** 24 / PINS) * PINS;

/** Six digits, all equally likely: what a Mac is unlocked with after DeviceLock or EraseDevice (Apple, `PIN`). */
export function makePin(random: Pick<Random, 'bytes'>): string {
  for (;;) {
    const [high = 0, middle = 0, low = 0] = random.bytes(3);
    const drawn = high * 65_536 + middle * 256 + low;
    if (drawn < FAIR) return String(drawn % PINS).padStart(PIN_DIGITS, '0');
  }
}

/** Seals an order’s PIN for its row in the queue. Throws what the vault throws. */
export async function sealPin(vault: Pick<Vault, 'seal'>, uuid: string, pin: string): Promise<Uint8Array> {
  return await vault.seal(boxName(uuid), Buffer.from(JSON.stringify({ pin })));
}

/** The PIN in an order’s box. Throws what the vault throws, `vault_damaged_secret` also for a box that holds none. */
export async function openPin(vault: Pick<Vault, 'open'>, uuid: string, box: Uint8Array): Promise<string> {
  const text = Buffer.from(await vault.open(boxName(uuid), box)).toString();
  const secrets = secretsSchema.safeParse(JSON.parse(text));
  if (!secrets.success) throw new MusterError('vault_damaged_secret', { name: boxName(uuid) });
  return secrets.data.pin;
}

function boxName(uuid: string): string {
  return `apple.order.${uuid}`;
}
