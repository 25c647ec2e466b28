import { hash, X509Certificate } from 'node:crypto';
import { isMusterError } from '../../../model/errors.ts';
import { createTurns } from '../../../model/turns.ts';
import type { FailInfo, ScepRequest } from '../../../pki/scep/contract.ts';
import { tokenHash } from '../../../registration/secrets/tokens.ts';
import type { AppleChallenge } from '../../../store/contract/apple.ts';
import type { AppleDoor } from '../contract.ts';
import type { DoorDeps } from './door.ts';

/** How long an identity is good. Renewed half a year before its end, it outlives a device that is switched off for a term. */
const IDENTITY_DAYS = 365;
/** RFC 8894 section 3.2.1.2. */
const RENEWAL_REQ = 17;

type Deps = Pick<DoorDeps, 'apple' | 'pki' | 'clock' | 'log'>;
type Issued = { kind: 'issued'; pem: string } | { kind: 'refused'; why: FailInfo };

/**
 * Gives devices their identity (RFC 8894). A challenge serves one key: whoever comes again with it in time gets the same
 * certificate, however the first answer was lost. What is refused is refused in SCEP’s own words.
 */
export function createScepDoor(deps: Deps): Pick<AppleDoor, 'caps' | 'caCertificates' | 'operate'> {
  const { scep } = deps.pki;
  const oneAtATime = createTurnsByKey();
  return {
    caps: () => scep.caps(),
    caCertificates: () => scep.caCertificates(),
    operate: async (message) => {
      const read = await scep.read(message);
      if (read.kind === 'unread') return scep.failure(read.unread, read.unread.failInfo);
      const { request } = read;
      const challenge = tokenHash(request.challenge);
      const issued = await oneAtATime(challenge, () => issue(deps, request, challenge));
      if (issued.kind === 'issued') return scep.success(request, issued.pem);
      return scep.failure(request, issued.why);
    },
  };
}

async function issue(deps: Deps, request: ScepRequest, challenge: string): Promise<Issued> {
  const renewed = request.messageType === RENEWAL_REQ ? await renewing(deps, request) : undefined;
  if (renewed === null) return { kind: 'refused', why: 'badRequest' };
  const key = hash('sha256', request.publicKey, 'hex');
  const taken = await deps.apple.takeChallenge({ hash: challenge, key, at: deps.clock.now() });
  if (taken.kind === 'refused') {
    deps.log(`apple: a certificate was refused: challenge ${taken.why}`);
    return { kind: 'refused', why: 'badRequest' };
  }
  if (!fits(taken.challenge, renewed)) return { kind: 'refused', why: 'badRequest' };
  if (taken.certificate !== null) return { kind: 'issued', pem: taken.certificate };
  return make(deps, request.publicKey, { challenge, key });
}

/** The device that asks for a renewal with the identity it has; null when that is none, or not its own any more. */
async function renewing({ apple, pki, clock }: Deps, { signer }: ScepRequest): Promise<string | null> {
  if ((await pki.judgeDevice(signer, clock.now())) !== 'good') return null;
  const identity = await apple.identity(hash('sha256', signer, 'hex'));
  return identity?.state === 'bound' ? identity.deviceId : null;
}

/** Whoever signs with an identity renews that one; a new key with a challenge alone may do either. */
function fits({ purpose, deviceId }: AppleChallenge, renewed: string | undefined): boolean {
  return renewed === undefined || (purpose === 'renew' && deviceId === renewed);
}

async function make(
  { apple, pki, clock }: Deps,
  publicKey: Uint8Array,
  { challenge, key }: { challenge: string; key: string },
): Promise<Issued> {
  try {
    const commonName = `Muster device ${key.slice(0, 8)}`;
    const { pem, serial } = await pki.issueDevice({ publicKey, commonName, days: IDENTITY_DAYS });
    const certificate = new X509Certificate(pem);
    const fingerprint = hash('sha256', certificate.raw, 'hex');
    // Electron’s certificates have no `validToDate`.
    const notAfter = Date.parse(certificate.validTo);
    await apple.noteIssued({ hash: challenge, fingerprint, serial, pem, notAfter, at: clock.now() });
    return { kind: 'issued', pem };
  } catch (error) {
    if (isMusterError(error, 'certificate_weak')) return { kind: 'refused', why: 'badAlg' };
    if (isMusterError(error, 'bad_input')) return { kind: 'refused', why: 'badRequest' };
    throw error;
  }
}

/** Tasks of one key run one after another; those of different keys at once. */
function createTurnsByKey(): <T>(key: string, task: () => Promise<T>) => Promise<T> {
  const queues = new Map<string, { waiting: number; inTurn: ReturnType<typeof createTurns> }>();
  return async (key, task) => {
    const queue = queues.get(key) ?? { waiting: 0, inTurn: createTurns() };
    queues.set(key, queue);
    queue.waiting += 1;
    try {
      return await queue.inTurn(task);
    } finally {
      queue.waiting -= 1;
      if (queue.waiting === 0) queues.delete(key);
    }
  };
}
