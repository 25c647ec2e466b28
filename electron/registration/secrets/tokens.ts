import { createHmac, hash } from 'node:crypto';
import type { Random } from '../../model/ports.ts';

/** Bits of an invitation’s link, in bytes. */
const LINK_BYTES = 16;
/** Of sessions and tickets. */
const TOKEN_BYTES = 32;

/** Random text for a session or a ticket, base64url. */
export function newToken(random: Pick<Random, 'bytes'>): string {
  return Buffer.from(random.bytes(TOKEN_BYTES)).toString('base64url');
}

/** What is kept of a token: SHA-256 in hex. The token itself is never kept. */
export function tokenHash(token: string): string {
  return hash('sha256', token);
}

/**
 * The text of an invitation’s link: 128 bits that only the workspace’s link key can make again (HMAC-SHA-256, RFC 2104),
 * so that a link can be shown again although it is not kept.
 */
export function linkToken(key: Uint8Array, invitationId: string, version: number): string {
  const mac = createHmac('sha256', key).update(`${invitationId}\n${version}`).digest();
  return mac.subarray(0, LINK_BYTES).toString('base64url');
}

/** A PIN of so many digits, every one equally likely. */
export function newPin(random: Pick<Random, 'bytes'>, digits: number): string {
  let pin = '';
  while (pin.length < digits) {
    // 250 is the greatest multiple of ten a byte holds: bytes above would favour some digits.
    for (const byte of random.bytes(digits)) if (byte < 250 && pin.length < digits) pin += String(byte % 10);
  }
  return pin;
}

/** Characters that are not taken for one another when read aloud or from a screen. */
const READABLE = 'abcdefghjkmnpqrstuvwxyz23456789';

/** A temporary password in groups of four: about 79 bits. */
export function newPassword(random: Pick<Random, 'bytes'>): string {
  const most = 256 - (256 % READABLE.length);
  let text = '';
  while (text.length < 16) {
    for (const byte of random.bytes(16)) {
      if (byte < most && text.length < 16) text += READABLE[byte % READABLE.length];
    }
  }
  return text.replace(/(.{4})(?=.)/g, '$1-');
}
