import type { IncomingHttpHeaders } from 'node:http2';
import { z } from 'zod';

/** What APNs answers: nothing with 200, else a reason; `timestamp` (ms UTC) with 410 alone. */
export interface PushVerdict {
  status: number;
  reason?: string;
  timestamp?: number;
  /** Seconds. */
  retryAfter?: number;
}

/** A push as a device gets it. Times are ms UTC. */
export interface DeliveredPush {
  token: string;
  magic: string;
  topic: string;
  expiresAt: number;
}

const LARGEST_PAYLOAD = 4096;
const bodySchema = z.strictObject({ mdm: z.string().min(1) });

/**
 * Judges a request by Apple’s rules (“Sending notification requests to APNs”), as far as they concern device management: the push
 * type is `mdm`, the topic that of the certificate, the payload holds the push magic and nothing else.
 */
export function judge(
  headers: IncomingHttpHeaders,
  body: Buffer,
  topic: string,
): { refused: PushVerdict } | { push: DeliveredPush } {
  const refused = (status: number, reason: string) => ({ refused: { status, reason } });
  if (headers[':method'] !== 'POST') return refused(405, 'MethodNotAllowed');
  const token = /^\/3\/device\/([0-9a-zA-Z]*)$/.exec(headers[':path'] ?? '')?.[1];
  if (token === undefined) return refused(404, 'BadPath');
  if (token === '') return refused(400, 'MissingDeviceToken');
  if (!/^(?:[0-9a-f]{2}){8,100}$/.test(token)) return refused(400, 'BadDeviceToken');
  if (headers['apns-push-type'] !== 'mdm') return refused(400, 'InvalidPushType');
  if (headers['apns-topic'] === undefined) return refused(400, 'MissingTopic');
  if (headers['apns-topic'] !== topic) return refused(400, 'TopicDisallowed');
  if (!['10', '5', '1', undefined].includes(single(headers['apns-priority'])))
    return refused(400, 'BadPriority');
  const expiration = single(headers['apns-expiration']) ?? '0';
  if (!/^\d{1,11}$/.test(expiration)) return refused(400, 'BadExpirationDate');
  if (body.length > LARGEST_PAYLOAD) return refused(413, 'PayloadTooLarge');
  const magic = magicOf(body);
  if (magic === null) return refused(400, 'PayloadEmpty');
  return { push: { token, magic, topic, expiresAt: Number(expiration) * 1000 } };
}

function magicOf(body: Buffer): string | null {
  try {
    return bodySchema.safeParse(JSON.parse(body.toString())).data?.mdm ?? null;
  } catch {
    return null;
  }
}

function single(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value.join(',') : value;
}
