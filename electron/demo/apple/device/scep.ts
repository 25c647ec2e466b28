import { createHash, X509Certificate } from 'node:crypto';
import { distinguishedName, enciphers, issuedBy } from './certificates.ts';
import { certificatesOf } from './cms-read.ts';
import type { Inside } from './inside.ts';
import type { DeviceKey } from './keys.ts';
import type { ScepPayload } from './management.ts';
import { address, ask, get, scepAnswer } from './scep-ask.ts';
import {
  type Capabilities,
  capabilitiesOf,
  pkiMessage,
  readCertRep,
  type Transaction,
  transaction,
} from './scep-message.ts';
import { DeviceTrouble } from './trouble.ts';

interface Authority {
  readonly caps: Capabilities;
  readonly all: readonly X509Certificate[];
  /** To whom requests are enciphered. */
  readonly recipient: X509Certificate;
  /** Who issues. */
  readonly issuer: X509Certificate;
}

/**
 * Gets a certificate for a key by SCEP (RFC 8894), as a payload says; PEM. A broken connection is tried again `Retries` times.
 * Throws `scep_failed` with failInfo, `scep_answer` for an answer that is none, `identity` for a certificate that is of no use,
 * `cut`.
 */
export async function requestIdentity(
  inside: Inside,
  payload: ScepPayload,
  key: DeviceKey,
  trust: readonly string[],
): Promise<string> {
  const authority = await meet(inside, payload, trust);
  const mine = transaction({
    key,
    subject: distinguishedName(payload.subject),
    challenge: payload.challenge,
    usage: payload.keyUsage,
    salt: inside.state.hardware.udid,
    now: inside.clock.now(),
  });
  for (let turn = 0; ; turn++) {
    const reply = await operate(inside, payload, authority, mine, turn === 0 ? '19' : '20', trust);
    if (reply.kind === 'failed') {
      const { failInfo } = reply;
      throw new DeviceTrouble('scep_failed', 'PKIOperation', `refused with failInfo ${failInfo}`, {
        failInfo,
      });
    }
    if (reply.kind === 'issued') return chosen(inside, reply.certificates, mine, authority);
    if (turn >= payload.retries) {
      throw new DeviceTrouble('scep_failed', 'PKIOperation', 'the server is still thinking it over');
    }
    await inside.clock.sleep(payload.retryDelayMs);
  }
}

/** Asks what the server can do, and for its certificates. */
async function meet(inside: Inside, payload: ScepPayload, trust: readonly string[]): Promise<Authority> {
  const lines = await get(inside, 'GetCACaps', address(payload, 'GetCACaps'), trust);
  const caps = capabilitiesOf(lines.body.toString('latin1'));
  // Macs name the authority, others do not (Apple’s clients, as servers see them).
  const name: Record<string, string> =
    inside.state.hardware.kind === 'mac' ? { message: payload.name ?? '' } : {};
  const answer = await get(inside, 'GetCACert', address(payload, 'GetCACert', name), trust);
  const all = scepAnswer('GetCACert', () =>
    answer.type.startsWith('application/x-x509-ca-ra-cert')
      ? certificatesOf(answer.body)
      : [new X509Certificate(answer.body)],
  );
  const issuer = all.find((one) => one.ca) ?? all[0];
  if (issuer === undefined) throw new DeviceTrouble('scep_answer', 'GetCACert', 'no certificate');
  checkFingerprint(payload, issuer);
  const agents = all.filter((one) => one !== issuer && issuedBy(one, issuer));
  const recipient = agents.find((one) => enciphers(one.raw)) ?? issuer;
  return { caps, all: [issuer, ...agents], recipient, issuer };
}

function checkFingerprint({ fingerprint }: ScepPayload, issuer: X509Certificate): void {
  if (fingerprint === null) return;
  const hash = { 16: 'md5', 20: 'sha1', 32: 'sha256', 64: 'sha512' }[fingerprint.length];
  const same = hash !== undefined && createHash(hash).update(issuer.raw).digest().equals(fingerprint);
  if (!same) throw new DeviceTrouble('scep_answer', 'GetCACert', 'CAFingerprint is another’s');
}

async function operate(
  inside: Inside,
  payload: ScepPayload,
  { caps, all, recipient, issuer }: Authority,
  mine: Transaction,
  type: '19' | '20',
  trust: readonly string[],
): Promise<ReturnType<typeof readCertRep>> {
  const { message, nonce } = pkiMessage({
    type,
    transaction: mine,
    recipient,
    issuer,
    aes: caps.aes,
    random: inside.random,
  });
  const once = () =>
    caps.post
      ? ask(inside, 'PKIOperation', address(payload, 'PKIOperation'), trust, message)
      : get(
          inside,
          'PKIOperation',
          address(payload, 'PKIOperation', { message: message.toString('base64') }),
          trust,
        );
  const answer = await patiently(inside, payload, once);
  return scepAnswer('PKIOperation', () => readCertRep(answer.body, mine, nonce, all));
}

/** A connection that breaks is tried again with the same message. */
async function patiently<T>(inside: Inside, payload: ScepPayload, once: () => Promise<T>): Promise<T> {
  for (let turn = 0; ; turn++) {
    try {
      return await once();
    } catch (error) {
      const cut = error instanceof DeviceTrouble && error.kind === 'cut';
      if (!cut || !inside.insists || turn >= payload.retries) throw error;
      await inside.clock.sleep(payload.retryDelayMs);
    }
  }
}

function chosen(
  inside: Inside,
  certificates: readonly X509Certificate[],
  { key }: Transaction,
  { issuer }: Authority,
): string {
  const own = certificates.find((one) =>
    one.publicKey.export({ format: 'der', type: 'spki' }).equals(key.spki),
  );
  const wrong = (words: string) => new DeviceTrouble('identity', 'PKIOperation', words);
  if (own === undefined) throw wrong('no certificate for our key');
  if (!issuedBy(own, issuer)) throw wrong('not issued by the authority');
  const now = inside.clock.now();
  if (Date.parse(own.validFrom) > now) throw wrong('not valid yet');
  if (Date.parse(own.validTo) <= now) throw wrong('no longer valid');
  return own.toString();
}
