import { z } from 'zod';
import { isMusterError } from '../../model/errors.ts';
import type { RegistrationMode } from '../../model/registration-settings.ts';
import { cookieOf, giveCookie } from './cookies.ts';
import { packed, unpacked } from './packed.ts';
import type { Code } from './pages/device.ts';
import type { Desk, Visitor } from './visitor.ts';

const codeSchema = z.object({ url: z.string().max(1000), until: z.number() });

/** One that is over so soon is not shown any more. */
const LEAST_MS = 15_000;

/**
 * The QR code this browser was given last, while it is valid: a reload shows the same one. The browser keeps its address
 * in a cookie that is as secret as its session.
 */
export async function keptCode(desk: Desk, { request }: Visitor): Promise<Code | null> {
  const value = cookieOf(request, 'code');
  const kept = value === null ? null : unpacked(codeSchema, value);
  if (kept === null || kept.until - desk.clock.now() < LEAST_MS) return null;
  if (!kept.url.startsWith(`${await desk.baseUrl()}/`)) return null;
  return { ...kept, qr: desk.qr(kept.url) };
}

/** A fresh one. Throws what `handover` throws. */
export async function freshCode({ portal, clock }: Desk, { reply }: Visitor, session: string): Promise<Code> {
  const { url, qr, until } = await portal.handover(session);
  giveCookie(reply, 'code', packed({ url, until }), (until - clock.now()) / 1000);
  return { url, qr, until };
}

/**
 * The kept one, else a fresh one where that costs nothing: a PIN is spent by it, so that where PINs are asked for it is
 * made by a button only. Null otherwise, and where none can be made.
 */
export async function someCode(
  desk: Desk,
  visitor: Visitor,
  { session, mode }: { session: string; mode: RegistrationMode },
): Promise<Code | null> {
  const kept = await keptCode(desk, visitor);
  if (kept !== null || mode !== 'password') return kept;
  try {
    return await freshCode(desk, visitor, session);
  } catch (error) {
    if (isMusterError(error, 'not_ready') || isMusterError(error, 'pin_spent')) return null;
    throw error;
  }
}
