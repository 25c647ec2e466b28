import { hash } from 'node:crypto';
import { isMusterError } from '../../../model/errors.ts';
import type { Caller } from '../../../store/contract/apple.ts';
import type { MdmAnswer, Presented } from '../contract.ts';
import { bare } from './answers.ts';
import type { DoorDeps } from './door.ts';
import type { Refusals } from './refusals.ts';

/** How far a clock may be off, the device’s or ours, in ms. */
const SKEW_MS = 10 * 60_000;

/** Whose certificate it is, and when he came (ms UTC). */
export type Sender = Pick<Caller, 'fingerprint' | 'at'>;

/** Who sends a message is proved, or the message is answered without being looked into. */
export type Proof = { kind: 'proved'; sender: Sender } | { kind: 'refused'; answer: MdmAnswer };

/**
 * Judges what a device proves itself with: `Mdm-Signature`, a detached CMS over the very bytes of the body, or the certificate of
 * its connection (Apple, MDM Protocol Reference). When it signed is not asked: Macs do not say, and the clocks of iPads are
 * off; what counts is whether its certificate is good now, give or take some minutes.
 */
export async function prove(
  deps: Pick<DoorDeps, 'pki' | 'clock'>,
  refusals: Pick<Refusals, 'note'>,
  presented: Presented,
  body: Uint8Array,
): Promise<Proof> {
  const certificate = certificateOf(deps, presented, body);
  if (certificate === null) return { kind: 'refused', answer: bare(400) };
  const at = deps.clock.now();
  const fingerprint = hash('sha256', certificate, 'hex');
  const verdict = await judged(deps.pki, certificate, at);
  if (verdict === 'good') return { kind: 'proved', sender: { fingerprint, at } };
  if (verdict !== 'unknown') await refusals.note(fingerprint, verdict, at);
  return { kind: 'refused', answer: bare(403) };
}

function certificateOf(
  { pki }: Pick<DoorDeps, 'pki'>,
  { signature, certificate }: Presented,
  body: Uint8Array,
): Uint8Array | null {
  if (signature === null) return certificate;
  try {
    return pki.cms.verifyDetached(Buffer.from(signature, 'base64'), body).certificate;
  } catch (error) {
    if (isMusterError(error, 'bad_input')) return null;
    throw error;
  }
}

async function judged(pki: DoorDeps['pki'], certificate: Uint8Array, at: number) {
  const verdict = await pki.judgeDevice(certificate, at);
  if (verdict === 'expired') return pki.judgeDevice(certificate, at - SKEW_MS);
  if (verdict === 'not_yet') return pki.judgeDevice(certificate, at + SKEW_MS);
  return verdict;
}
