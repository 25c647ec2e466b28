import { isDict, type PlistDict } from '../../../model/apple/plist.ts';
import { DEVICE_LIMITS, readPlist, writePlist } from '../../../plist/plist.ts';
import { signedMessage } from './cms-write.ts';
import { type Inside, send, signerOf } from './inside.ts';
import type { Step } from './mishaps.ts';
import type { DeviceAnswer } from './network.ts';
import type { Enrollment } from './state.ts';
import { DeviceTrouble } from './trouble.ts';

export const CHECK_IN_TYPE = 'application/x-apple-aspen-mdm-checkin';
export const RESULT_TYPE = 'application/x-apple-aspen-mdm; charset=UTF-8';

/** What a request to the server needs to know of the registration, complete or not. */
export type Credentials = Pick<Enrollment, 'identity' | 'trust' | 'signMessage' | 'serverUrl' | 'checkInUrl'>;

/**
 * Puts a property list to the server, proving who sends it: by `Mdm-Signature`, a detached message over the very bytes, or by
 * the certificate of the connection (Apple, MDM Protocol Reference). Throws `removed` where the server no longer knows the
 * device (401, or 403 with `com.apple.unrecognized.device`), `declined` at 410, `status` otherwise.
 */
export async function put(
  inside: Inside,
  credentials: Credentials,
  step: Step,
  to: 'checkIn' | 'server',
  body: Uint8Array,
): Promise<DeviceAnswer> {
  const { identity, trust, signMessage, serverUrl, checkInUrl } = credentials;
  const bySignature = inside.proof === 'profile' && signMessage;
  const answer = await send(
    inside,
    step,
    {
      url: to === 'checkIn' ? checkInUrl : serverUrl,
      method: 'PUT',
      body,
      trust,
      client: bySignature ? null : { key: identity.key, certificate: identity.certificate },
    },
    (bytes) => ({
      'content-type': to === 'checkIn' ? CHECK_IN_TYPE : RESULT_TYPE,
      'user-agent': `MDM/1.0 (${inside.state.hardware.product}; ${inside.state.build})`,
      ...(bySignature && bytes !== null ? { 'mdm-signature': signature(inside, credentials, bytes) } : {}),
    }),
  );
  return judged(step, answer);
}

function signature(inside: Inside, { identity }: Credentials, content: Uint8Array): string {
  // iPhones and iPads tell when they signed, Macs do not.
  const signingTime = inside.state.hardware.kind === 'mac' ? null : inside.clock.now();
  const signer = signerOf(inside, identity);
  return signedMessage({ content, signer, detached: true, signingTime }).toString('base64');
}

function judged(step: Step, answer: DeviceAnswer): DeviceAnswer {
  const { status } = answer;
  if (status === 200) return answer;
  if (status === 401 || (status === 403 && unrecognized(answer))) {
    throw new DeviceTrouble('removed', step, 'the server no longer knows this device', { status });
  }
  if (status === 410) throw new DeviceTrouble('declined', step, 'not managed', { status });
  throw new DeviceTrouble('status', step, `answered with ${status}`, { status });
}

/** Apple, mdm/errors, unrecognized.device: JSON or a property list, by its type. */
function unrecognized({ type, body }: DeviceAnswer): boolean {
  try {
    const read: unknown = type.includes('json')
      ? JSON.parse(body.toString('utf8'))
      : readPlist(body, DEVICE_LIMITS);
    return (
      typeof read === 'object' &&
      read !== null &&
      'code' in read &&
      read.code === 'com.apple.unrecognized.device'
    );
  } catch {
    // Whatever it is, it does not say so.
    return false;
  }
}

/** Reads an answer as a property list; null when it is empty. Throws `answer` when it is neither. */
export function dictOf(step: Step, { body }: Pick<DeviceAnswer, 'body'>): PlistDict | null {
  if (body.length === 0) return null;
  try {
    const read = readPlist(body, DEVICE_LIMITS);
    if (isDict(read)) return read;
  } catch (error) {
    throw new DeviceTrouble('answer', step, 'the answer is no property list', { cause: error });
  }
  throw new DeviceTrouble('answer', step, 'the answer is no dictionary');
}

/** Puts a check-in message. */
export function checkIn(
  inside: Inside,
  credentials: Credentials,
  step: Step,
  message: PlistDict,
): Promise<DeviceAnswer> {
  return put(inside, credentials, step, 'checkIn', writePlist(message));
}
