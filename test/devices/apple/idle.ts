import { X509Certificate } from 'node:crypto';
import { nameOf } from '../../../electron/demo/apple/device/certificates.ts';
import { signedMessage } from '../../../electron/demo/apple/device/cms-write.ts';
import type { AppleDevice } from '../../../electron/demo/apple/device/contract.ts';
import { RESULT_TYPE } from '../../../electron/demo/apple/device/http.ts';
import { readKey } from '../../../electron/demo/apple/device/keys.ts';
import { writePlist } from '../../../electron/plist/plist.ts';

/** The Idle of a registered device, signed once: what is measured is who answers it. */
export function signedIdle({ state, udid }: AppleDevice): { body: Buffer; headers: Record<string, string> } {
  if (state.enrollment === null) throw new Error('the device is not registered');
  const { key, certificate } = state.enrollment.identity;
  const body = Buffer.from(writePlist({ Status: 'Idle', UDID: udid }));
  const { raw } = new X509Certificate(certificate);
  const signer = { key: readKey(key).key, certificate: raw, name: nameOf(raw) };
  const signature = signedMessage({ content: body, signer, detached: true, signingTime: null });
  return { body, headers: { 'content-type': RESULT_TYPE, 'mdm-signature': signature.toString('base64') } };
}
