import { hash } from 'node:crypto';

/**
 * A UUID that is the same for this workspace and name whenever it is made (RFC 9562 section 5.8, over SHA-256), in capitals as
 * Apple writes them: a profile with known UUIDs replaces the one before.
 */
export function stableUuid(workspaceId: string, name: string): string {
  const bytes = hash('sha256', `${workspaceId}\n${name}`, 'buffer').subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex').toUpperCase();
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** What the enrollment profile of a workspace is known by on devices. */
export function profileIdentifier(workspaceId: string): string {
  return `org.muster.enrollment.${workspaceId}`;
}
