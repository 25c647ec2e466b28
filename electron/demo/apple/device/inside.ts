import { X509Certificate } from 'node:crypto';
import type { Clock, Random } from '../../../model/ports.ts';
import { nameOf } from './certificates.ts';
import type { Signer } from './cms-write.ts';
import { type KeySource, readKey } from './keys.ts';
import type { Mishaps, Step } from './mishaps.ts';
import type { DeviceAnswer, DeviceNetwork, DeviceRequest } from './network.ts';
import type { DeviceState, Enrollment } from './state.ts';
import { DeviceTrouble } from './trouble.ts';

/** Apple’s push service, as far as devices have to do with it: tokens in hex. */
export interface PushTokens {
  register(token: string, topic: string): void;
  /** Gone since (ms UTC). */
  unregister(token: string, since: number): void;
}

/** How a device proves itself: as its profile says, or always by the certificate of its connection. */
export type Proof = 'profile' | 'certificate';

/** The inside of a device: what its parts share. */
export interface Inside {
  state: DeviceState;
  readonly clock: Clock;
  readonly random: Random;
  readonly network: DeviceNetwork;
  readonly keys: KeySource;
  readonly mishaps: Mishaps;
  readonly apns: PushTokens | null;
  readonly proof: Proof;
  /** False for one that gives up at the first broken connection. */
  readonly insists: boolean;
  /** The signer of the identity last used: reading a key costs more than signing with it. */
  signer: { identity: Enrollment['identity']; signer: Signer } | null;
}

/** The signer of an identity. */
export function signerOf(inside: Inside, identity: Enrollment['identity']): Signer {
  const kept = inside.signer;
  if (kept !== null && kept.identity.certificate === identity.certificate) return kept.signer;
  const certificate = new X509Certificate(identity.certificate).raw;
  const signer = { key: readKey(identity.key).key, certificate, name: nameOf(certificate) };
  inside.signer = { identity, signer };
  return signer;
}

/** Gets a push token from Apple’s push service. */
export function newPush({ random, clock, apns }: Inside, topic: string): Enrollment['push'] {
  const token = Buffer.from(random.bytes(32));
  apns?.register(token.toString('hex'), topic);
  return { token: token.toString('base64'), magic: random.uuid(clock.now()).toUpperCase() };
}

/** Gives push tokens back. */
export function dropPush({ clock, apns }: Inside, pushes: readonly Enrollment['push'][]): void {
  for (const { token } of pushes) {
    apns?.unregister(Buffer.from(token, 'base64').toString('hex'), clock.now());
  }
}

/** The enrollment of a device that has one. Throws `not_enrolled`. */
export function enrollmentOf({ state }: Inside, step: Step): Enrollment {
  if (state.enrollment === null) throw new DeviceTrouble('not_enrolled', step, 'the device is not managed');
  return state.enrollment;
}

/** Sends one request, with whatever mishap is due at this step. Throws `cut`, `off`. */
export async function send(
  inside: Inside,
  step: Step,
  request: Omit<DeviceRequest, 'headers'>,
  headersOf: (body: Uint8Array | null) => Record<string, string>,
): Promise<DeviceAnswer> {
  if (inside.state.off) throw new DeviceTrouble('off', step, 'the device is off');
  const mishap = inside.mishaps.takeRequest(step) ?? {};
  if (mishap.delayMs !== undefined) await inside.clock.sleep(mishap.delayMs);
  if (mishap.before) throw new DeviceTrouble('cut', step, 'cut before it left');
  const body = request.body === null ? null : (mishap.body?.(request.body) ?? request.body);
  const headers = headersOf(body);
  const left = {
    ...request,
    headers: mishap.headers?.(headers) ?? headers,
    body: body === null ? null : (mishap.tamper?.(body) ?? body),
  };
  const answer = await inside.network.send(left).catch((error: unknown) => {
    throw broken(step, error);
  });
  if (mishap.after) throw new DeviceTrouble('cut', step, 'cut before the answer came');
  return answer;
}

/** Node’s codes of a server that is not trusted, or answers under another name. */
const UNTRUSTED = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ISSUER/;

function broken(step: Step, error: unknown): DeviceTrouble {
  const words = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return new DeviceTrouble(UNTRUSTED.test(code) ? 'untrusted' : 'cut', step, words, { cause: error });
}
