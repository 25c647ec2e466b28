import { checkIn } from './http.ts';
import { type Inside, newPush } from './inside.ts';
import { readKey } from './keys.ts';
import { checkReplacement, type MdmPayload, RIGHTS, type ScepPayload } from './management.ts';
import { authenticate, newUnlockToken, tokenUpdate } from './messages.ts';
import { certificatesIn, type ReadProfile } from './profile.ts';
import { requestIdentity } from './scep.ts';
import { type Enrollment, emptyChannel, type KeptProfile } from './state.ts';
import { isTrouble } from './trouble.ts';

/**
 * Installs a profile with management: identity by SCEP, Authenticate, TokenUpdate. Over one that is there it replaces it, with
 * another identity. What breaks off goes on with the same key when the same profile is installed again. Throws what its steps
 * throw, and `profile_replacement`.
 */
export async function enroll(
  inside: Inside,
  profile: ReadProfile,
  { mdm, scep }: { mdm: MdmPayload; scep: ScepPayload },
): Promise<void> {
  const { state } = inside;
  const before = state.enrollment;
  const next = { ...mdm, identifier: profile.identifier, signer: profile.signer };
  if (before !== null) checkReplacement(before, next);
  const trust = certificatesIn(profile.payloads).map((one) => one.toString());
  const identity = await identify(inside, profile, scep, trust);
  const draft: Enrollment = {
    ...next,
    capabilities: [...mdm.capabilities],
    profile: keptOf(profile),
    identity,
    trust,
    push: before?.push ?? newPush(inside, mdm.topic),
    unlockToken: unlockTokenFor(inside, mdm),
    complete: false,
  };
  await checkIn(inside, draft, 'Authenticate', authenticate(state, draft)).catch((error: unknown) => {
    // Turned away, it would be turned away again: the next try begins with another key.
    if (isTrouble(error) && (error.status ?? 500) < 500) state.installing = null;
    throw error;
  });
  if (before === null) state.channel = emptyChannel();
  state.enrollment = draft;
  state.installing = null;
  await completeEnrollment(inside);
}

/** Phones and tablets give one to who may lock and unlock them (Apple, mdm/checkin/tokenupdate). */
function unlockTokenFor({ state, random }: Inside, { accessRights }: MdmPayload): string | null {
  if (state.hardware.kind === 'mac' || (accessRights & RIGHTS.lock) === 0) return null;
  return state.enrollment?.unlockToken ?? newUnlockToken(random);
}

/** Tells the server where to push: the device is managed from then on. */
export async function completeEnrollment(inside: Inside): Promise<void> {
  const { state } = inside;
  const { enrollment } = state;
  if (enrollment === null || enrollment.complete) return;
  await checkIn(inside, enrollment, 'TokenUpdate', tokenUpdate(state, enrollment));
  enrollment.complete = true;
}

/** The key is made once for a profile, and its certificate kept, until the server has authenticated the device with it. */
async function identify(
  inside: Inside,
  profile: ReadProfile,
  scep: ScepPayload,
  trust: readonly string[],
): Promise<Enrollment['identity']> {
  const { state } = inside;
  const begun = state.installing?.profile === profile.digest ? state.installing : null;
  const key = begun === null ? await inside.keys.make(scep.keySize) : readKey(begun.key);
  const installing = begun ?? { profile: profile.digest, key: key.pem, certificate: null };
  state.installing = installing;
  const certificate = installing.certificate ?? (await requestIdentity(inside, scep, key, trust));
  installing.certificate = certificate;
  return { key: key.pem, certificate };
}

/** What a device remembers of a profile. */
export function keptOf(profile: ReadProfile): KeptProfile {
  const texts = (value: unknown): string => (typeof value === 'string' ? value : '');
  return {
    identifier: profile.identifier,
    uuid: profile.uuid,
    name: profile.name,
    organization: profile.organization,
    removable: profile.removable,
    signer: profile.signer,
    payloads: profile.payloads.map((payload) => ({
      type: texts(payload.PayloadType),
      identifier: texts(payload.PayloadIdentifier),
      uuid: texts(payload.PayloadUUID),
      name: texts(payload.PayloadDisplayName),
    })),
  };
}
