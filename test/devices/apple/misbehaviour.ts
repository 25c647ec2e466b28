import { X509Certificate } from 'node:crypto';
import { nameOf } from '../../../electron/demo/apple/device/certificates.ts';
import { signedMessage } from '../../../electron/demo/apple/device/cms-write.ts';
import type { AppleDevice } from '../../../electron/demo/apple/device/contract.ts';
import { readKey } from '../../../electron/demo/apple/device/keys.ts';
import type { RequestMishap } from '../../../electron/demo/apple/device/mishaps.ts';
import type { PlistDict } from '../../../electron/model/apple/plist.ts';
import type { Clock } from '../../../electron/model/ports.ts';
import { DEVICE_LIMITS, readPlist, writePlist } from '../../../electron/plist/plist.ts';

/** What devices, and who poses as one, do wrong at a request: `device.mishaps.at(step, unsigned())`. */

/** Without `Mdm-Signature`. */
export const unsigned = (): RequestMishap => ({
  headers: ({ 'mdm-signature': _gone, ...rest }) => rest,
});

/** Another body than the one that was signed. */
export const tampered = (): RequestMishap => ({
  tamper: (body) => Buffer.concat([body, Buffer.from('\n')]),
});

/** The content inside the signature, where it belongs beside it. */
export const attached = (device: AppleDevice): RequestMishap => {
  let content: Uint8Array = Buffer.alloc(0);
  return {
    body: (body) => {
      content = body;
      return body;
    },
    headers: (headers) => ({ ...headers, 'mdm-signature': signedBy(device, content, false) }),
  };
};

/** Signed by another device. */
export const signedByAnother = (other: AppleDevice): RequestMishap => {
  let content: Uint8Array = Buffer.alloc(0);
  return {
    body: (body) => {
      content = body;
      return body;
    },
    headers: (headers) => ({ ...headers, 'mdm-signature': signedBy(other, content, true) }),
  };
};

/** Other values in the message, well signed: another UDID, an unknown CommandUUID. */
export const saying = (changes: PlistDict): RequestMishap => ({
  body: (body) => writePlist({ ...readPlist(body, DEVICE_LIMITS), ...changes }),
});

/** Half of the message, well signed. */
export const halved = (): RequestMishap => ({ body: (body) => body.subarray(0, body.length / 2) });

/** These very bytes, well signed. */
export const sending = (bytes: Uint8Array): RequestMishap => ({ body: () => bytes });

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>';
const xml = (text: string): Uint8Array => Buffer.from(`${HEAD}${text}`);

/** Documents that want more of their reader than they have in them. */
export const HOSTILE: Readonly<Record<string, Uint8Array>> = {
  entities: xml(
    `<!DOCTYPE plist [<!ENTITY a "${'a'.repeat(50)}">${Array.from(
      { length: 9 },
      (_, n) => `<!ENTITY b${n} "${`&${n === 0 ? 'a' : `b${n - 1}`};`.repeat(10)}">`,
    ).join('')}]><plist version="1.0"><dict><key>MessageType</key><string>&b8;</string></dict></plist>`,
  ),
  'an external document': xml(
    '<!DOCTYPE plist [<!ENTITY file SYSTEM "file:///etc/passwd">]><plist version="1.0"><dict><key>UDID</key><string>&file;</string></dict></plist>',
  ),
  nesting: xml(
    `<plist version="1.0">${'<dict><key>a</key>'.repeat(20_000)}<true/>${'</dict>'.repeat(20_000)}</plist>`,
  ),
  'a prototype': xml(
    '<plist version="1.0"><dict><key>__proto__</key><dict><key>MessageType</key><string>Authenticate</string></dict></dict></plist>',
  ),
  'a key twice': xml(
    '<plist version="1.0"><dict><key>UDID</key><string>a</string><key>UDID</key><string>b</string></dict></plist>',
  ),
};

/** A clock that is wrong by so many ms. */
export function wrongClock(clock: Clock, ms: number): Clock {
  return { now: () => clock.now() + ms, sleep: (length, signal) => clock.sleep(length, signal) };
}

/** `Mdm-Signature` of a managed device over any content. */
export function signedBy({ state }: AppleDevice, content: Uint8Array, detached: boolean): string {
  if (state.enrollment === null) throw new Error('not managed');
  const { key, certificate } = state.enrollment.identity;
  const der = new X509Certificate(certificate).raw;
  const signer = { key: readKey(key).key, certificate: der, name: nameOf(der) };
  return signedMessage({ content, signer, detached, signingTime: null }).toString('base64');
}
