import { createHash } from 'node:crypto';
import type { Target } from '../../../../model/command.ts';

/**
 * The uuid of a target’s order (`place` 0 names its bundle): a UUIDv8 (RFC 9562 section 5.8) told from the target alone. So a
 * program that ended while it queued finds afterwards whether it had, and the store refuses to queue it twice.
 */
export function orderId({ commandId, id }: Pick<Target, 'commandId' | 'id'>, place: number): string {
  const hash = createHash('sha256')
    .update(JSON.stringify(['apple order', commandId, id, place]))
    .digest();
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x80;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  const hex = hash.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    '-',
  );
}
