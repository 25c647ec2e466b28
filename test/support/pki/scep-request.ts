import { createPrivateKey, X509Certificate } from 'node:crypto';
import { OID } from '../../../electron/pki/asn1/oids.ts';
import * as der from '../../../electron/pki/asn1/write.ts';
import { attribute } from '../../../electron/pki/cms/attributes.ts';
import { signMessage } from '../../../electron/pki/cms/sign.ts';
import type { PkiService } from '../../../electron/pki/contract.ts';
import { type OpenSsl, openSsl } from './openssl.ts';

export const NONCE = Buffer.from('000102030405060708090a0b0c0d0e0f', 'hex');

/** A SCEP client out of openssl’s parts: it makes keys, requests and envelopes; the outermost signature is ours. */
export interface ScepClient {
  openssl: OpenSsl;
  /** Writes `request` (PKCS #10, DER) with the challenge in the kind of text that `mask` says, as openssl names it. */
  csr(wanted?: { key?: string; challenge?: string; mask?: string }): Promise<void>;
  /** Enciphers a file to the service; `how`: more arguments of `openssl cms -encrypt`. */
  envelope(how?: string, file?: string): Promise<Buffer>;
  /** Signs what is to be sent. */
  message(
    content: Uint8Array | null,
    told?: { type?: string; signer?: string; leave?: string[] },
  ): Promise<Buffer>;
  /** Opens an answer with `device.key`; answers the certificate in it. Rejects when openssl finds fault with it. */
  open(answer: Uint8Array): Promise<X509Certificate>;
}

/** With `device.key` (RSA 2048) and its self-signed `device.pem`, `service.pem` and `root.pem`. */
export async function scepClient(pki: PkiService): Promise<ScepClient> {
  const openssl = await openSsl();
  await openssl('req -x509 -newkey rsa:2048 -nodes -keyout device.key -out device.pem -subj /CN=device');
  await openssl.write('ca', (await pki.scep.caCertificates()).body);
  await openssl.write('root.pem', (await pki.root()).pem);
  const [service = ''] = (await openssl('pkcs7 -inform DER -in ca -print_certs')).match(CERTIFICATE) ?? [];
  await openssl.write('service.pem', service);

  return {
    openssl,
    csr: async ({ key = 'device.key', challenge = 'geheim', mask = 'utf8only' } = {}) => {
      const config = `[req]\nprompt=no\ndistinguished_name=name\nattributes=more\nstring_mask=${mask}\n`;
      await openssl.write('req.cnf', `${config}[name]\nCN=iPhone\n[more]\nchallengePassword=${challenge}\n`);
      await openssl(`req -new -config req.cnf -key ${key} -outform DER -out request`);
    },
    envelope: async (how = '-aes-128-cbc', file = 'request') => {
      await openssl(`cms -encrypt -binary -in ${file} -outform DER -out envelope ${how} service.pem`);
      return openssl.read('envelope');
    },
    message: async (content, { type = '19', signer = 'device', leave = [] } = {}) => {
      const told = [
        [OID.scepMessageType, der.printable(type)],
        [OID.scepTransactionId, der.printable('T-1')],
        [OID.scepSenderNonce, der.octets(NONCE)],
      ] as const;
      return signMessage(
        content,
        {
          key: createPrivateKey(await openssl.read(`${signer}.key`)),
          certificate: new X509Certificate(await openssl.read(`${signer}.pem`)).raw,
        },
        {
          at: Date.now(),
          attributes: told.filter(([id]) => !leave.includes(id)).map(([id, value]) => attribute(id, value)),
        },
      );
    },
    open: async (answer) => {
      await openssl.write('answer', answer);
      await openssl('cms -verify -binary -inform DER -in answer -CAfile root.pem -purpose any -out inner');
      await openssl('cms -decrypt -inform DER -in inner -recip device.pem -inkey device.key -out issued');
      const printed = await openssl('pkcs7 -inform DER -in issued -print_certs');
      return new X509Certificate(printed.match(CERTIFICATE)?.[0] ?? '');
    },
  };
}

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/;
