import { z } from 'zod';

/** What APNs answered; `retryAfter` as its header stands. */
export interface PushAnswer {
  status: number;
  retryAfter: string | null;
  body: string;
}

/**
 * What came of one push, with APNs’ own word for it.
 * - `dead`: the device is gone from the push service since (ms UTC; null: not told).
 * - `refused`: this token, or what was sent to it, is not accepted; the same again would not be either.
 * - `later`: nothing is wrong with it; `all`: it concerns all pushes, not this token alone.
 * - `ours`: our certificate or topic is at fault; `all` as above.
 */
export type PushResult =
  | { kind: 'taken' }
  | { kind: 'dead'; reason: string; since: number | null }
  | { kind: 'refused'; reason: string }
  | { kind: 'later'; reason: string; afterMs: number | null; all: boolean }
  | { kind: 'ours'; reason: string; all: boolean };

const errorSchema = z.looseObject({ reason: z.string(), timestamp: z.number().optional().catch(undefined) });

/** Word for word in Apple’s table; whatever else comes with 400 is tried again. */
const REFUSED = new Set([
  'BadDeviceToken',
  'ExpiredToken',
  'MissingDeviceToken',
  'PayloadTooLarge',
  'PayloadEmpty',
]);
const OURS = new Set([
  'TopicDisallowed',
  'BadTopic',
  'MissingTopic',
  'BadCertificate',
  'BadCertificateEnvironment',
]);

/** Tells answers apart (Apple, “Handling notification responses from APNs”). */
export function resultOf({ status, retryAfter, body }: PushAnswer): PushResult {
  if (status === 200) return { kind: 'taken' };
  const { reason, timestamp } = errorOf(body, status);
  const afterMs = secondsOf(retryAfter);
  if (reason === 'DeviceTokenNotForTopic') return { kind: 'ours', reason, all: false };
  if (status === 403 || OURS.has(reason)) return { kind: 'ours', reason, all: true };
  if (REFUSED.has(reason) || status === 413) return { kind: 'refused', reason };
  if (status === 410) return { kind: 'dead', reason, since: timestamp ?? null };
  return { kind: 'later', reason, afterMs, all: status >= 500 };
}

/** The reason in what APNs says, in an answer or as it closes the connection; null when there is none. */
export function reasonOf(body: string): string | null {
  return parsed(body)?.reason ?? null;
}

function errorOf(body: string, status: number): z.infer<typeof errorSchema> {
  return parsed(body) ?? { reason: `HTTP ${status}` };
}

function parsed(body: string): z.infer<typeof errorSchema> | null {
  try {
    return errorSchema.safeParse(JSON.parse(body)).data ?? null;
  } catch {
    return null;
  }
}

/** A `Retry-After` in seconds (RFC 9110 section 10.2.3), in ms. */
function secondsOf(retryAfter: string | null): number | null {
  return retryAfter !== null && /^\d{1,6}$/.test(retryAfter) ? Number(retryAfter) * 1000 : null;
}
