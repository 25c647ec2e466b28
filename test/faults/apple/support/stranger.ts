import {
  distinguishedName,
  nameOf,
  selfSigned,
} from '../../../../electron/demo/apple/device/certificates.ts';
import { ownKeys } from '../../../../electron/demo/apple/device/keys.ts';

/** Somebody with a certificate he made himself, under the name of our devices. */
export async function strange() {
  const key = await ownKeys.make(2048);
  const subject = distinguishedName([[['CN', 'Muster device']]]);
  const certificate = selfSigned({ subject, key, serial: Buffer.alloc(15, 7), now: Date.now() });
  const pem = `-----BEGIN CERTIFICATE-----\n${certificate.toString('base64')}\n-----END CERTIFICATE-----\n`;
  return {
    signer: { key: key.key, certificate, name: nameOf(certificate) },
    client: { key: key.pem, certificate: pem },
  };
}
