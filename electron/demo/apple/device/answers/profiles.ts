import { enroll, keptOf } from '../enrolling.ts';
import type { Inside } from '../inside.ts';
import { managementOf } from '../management.ts';
import { type ReadProfile, readProfile } from '../profile.ts';
import type { KeptProfile, UserState } from '../state.ts';
import { isTrouble } from '../trouble.ts';
import { type Answer, type Carry, done, failed, formatError } from './answer.ts';

/**
 * InstallProfile (Apple, mdm/commands/profile.install). The enrollment profile anew means another identity: the device says so
 * only once it has it.
 */
export const installProfile: Carry = async (inside, { Payload }, user) => {
  if (!(Payload instanceof Uint8Array)) return formatError;
  const profile = read(inside, Payload);
  if (profile === null) return failed(1000, 'MCProfileErrorDomain', 'The profile is malformed.');
  const management = managementOf(profile);
  if (management !== null) return user === null ? renew(inside, profile, management) : formatError;
  put(inside, user, keptOf(profile));
  return done();
};

function read(inside: Inside, bytes: Uint8Array): ReadProfile | null {
  try {
    return readProfile(bytes, [...inside.network.roots, ...(inside.state.enrollment?.trust ?? [])]);
  } catch (error) {
    if (isTrouble(error, 'profile_invalid')) return null;
    throw error;
  }
}

async function renew(
  inside: Inside,
  profile: ReadProfile,
  management: NonNullable<ReturnType<typeof managementOf>>,
): Promise<Answer> {
  try {
    await enroll(inside, profile, management);
    return done();
  } catch (error) {
    // What was cut goes on at the next contact; what was refused has failed.
    if (!isTrouble(error) || error.kind === 'cut' || error.kind === 'off') throw error;
    return failed(4001, 'MCInstallationErrorDomain', `The profile could not be installed. ${error.message}`);
  }
}

/** RemoveProfile (Apple, mdm/commands/profile.remove): of the enrollment profile it ends the management. */
export const removeProfile: Carry = (inside, { Identifier }, user) => {
  if (typeof Identifier !== 'string') return formatError;
  if (user === null && Identifier === inside.state.enrollment?.identifier) return done({}, 'unenroll');
  const kept = user?.profiles ?? inside.state.profiles;
  const place = kept.findIndex(({ identifier }) => identifier === Identifier);
  if (place === -1) return failed(12013, 'MCMDMErrorDomain', `The profile “${Identifier}” is not managed.`);
  kept.splice(place, 1);
  return done();
};

/** A profile takes the place of the one with its identifier. */
function put({ state }: Inside, user: UserState | null, profile: KeptProfile): void {
  const kept = user?.profiles ?? state.profiles;
  const place = kept.findIndex(({ identifier }) => identifier === profile.identifier);
  if (place === -1) kept.push(profile);
  else kept[place] = profile;
}
