import { type KeyObject, sign, type X509Certificate } from 'node:crypto';
import { BitString, fromBER } from 'asn1js';
import { Certificate } from 'pkijs';
import {
  bits,
  context,
  der,
  integer,
  nothing,
  octets,
  oid,
  sequence,
  setOf,
  TAG,
  text,
  utcTime,
} from './der.ts';
import type { DeviceKey } from './keys.ts';
import { OID } from './oids.ts';

/** IssuerAndSerialNumber of a certificate (RFC 5652 section 10.2.4), DER. */
export function nameOf(certificate: Uint8Array): Buffer {
  const parsed = Certificate.fromBER(new Uint8Array(certificate));
  return sequence(Buffer.from(parsed.issuer.toSchema().toBER()), Buffer.from(parsed.serialNumber.toBER()));
}

/** The subject of a certificate, DER. */
export function subjectOf(certificate: Uint8Array): Buffer {
  return Buffer.from(Certificate.fromBER(new Uint8Array(certificate)).subject.toSchema().toBER());
}

/** True when the key usage lets others encipher keys to it, or when nothing is said of usages (RFC 5280 section 4.2.1.3). */
export function enciphers(certificate: Uint8Array): boolean {
  const usage = Certificate.fromBER(new Uint8Array(certificate)).extensions?.find(
    ({ extnID }) => extnID === OID.keyUsage,
  );
  if (usage === undefined) return true;
  const value = fromBER(new Uint8Array(usage.extnValue.valueBlock.valueHexView)).result;
  return value instanceof BitString && ((value.valueBlock.valueHexView[0] ?? 0) & 0x20) !== 0;
}

/** True when `issuer` signed `certificate`; names and signature agree. */
export function issuedBy(certificate: X509Certificate, issuer: X509Certificate): boolean {
  return certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
}

const SHORT_NAMES: Readonly<Record<string, string>> = {
  C: '2.5.4.6',
  CN: '2.5.4.3',
  L: '2.5.4.7',
  ST: '2.5.4.8',
  O: '2.5.4.10',
  OU: '2.5.4.11',
};

/** A name, given as the SCEP payload gives it: lists of pairs of type and value (Apple, com.apple.security.scep, Subject). */
export function distinguishedName(subject: readonly (readonly (readonly [string, string])[])[]): Buffer {
  return sequence(
    ...subject.map((part) =>
      setOf(
        TAG.set,
        part.map(([type, value]) => {
          // Countries are PrintableString (RFC 5280 appendix A.1).
          const tag = type === 'C' ? TAG.printable : TAG.utf8;
          return sequence(oid(SHORT_NAMES[type] ?? type), text(tag, value));
        }),
      ),
    ),
  );
}

const SHA256_WITH_RSA = sequence(oid(OID.sha256WithRsa), nothing);

function signed(content: Buffer, key: KeyObject): Buffer {
  return sequence(content, SHA256_WITH_RSA, bits(sign('sha256', content, key)));
}

/**
 * A certificate request (RFC 2986) with the challenge (RFC 2985 section 5.4.1). `usage`: bits of the payload’s `Key Usage`,
 * 1 to sign, 4 to encipher.
 */
export function certificateRequest(input: {
  subject: Buffer;
  key: DeviceKey;
  challenge: string | null;
  usage: number;
}): Buffer {
  const { subject, key, challenge, usage } = input;
  const named = ((usage & 1) === 0 ? 0 : 0x80) | ((usage & 4) === 0 ? 0 : 0x20);
  const keyUsage = sequence(oid(OID.keyUsage), octets(bits(Buffer.from([named]), named & 0x20 ? 5 : 7)));
  const attributes = [
    ...(challenge === null
      ? []
      : [sequence(oid(OID.challengePassword), setOf(TAG.set, [text(TAG.utf8, challenge)]))]),
    ...(named === 0 ? [] : [sequence(oid(OID.extensionRequest), setOf(TAG.set, [sequence(keyUsage)]))]),
  ];
  return signed(sequence(integer(0), subject, key.spki, setOf(context(0), attributes)), key.key);
}

const DAY_MS = 86_400_000;

/** The certificate a device makes for itself to sign its request with (RFC 8894 section 2.3). `now` in ms UTC. */
export function selfSigned(input: {
  subject: Buffer;
  key: DeviceKey;
  serial: Uint8Array;
  now: number;
}): Buffer {
  const { subject, key, serial, now } = input;
  return signed(
    sequence(
      der(context(0), integer(2)),
      integer(serial),
      SHA256_WITH_RSA,
      subject,
      sequence(utcTime(now - DAY_MS), utcTime(now + 365 * DAY_MS)),
      subject,
      key.spki,
    ),
    key.key,
  );
}
