import { z } from 'zod';
import type { AppleDeviceRow } from '../../../../store/contract/apple.ts';
import { bare, plist } from '../answers.ts';
import type { Answering, CheckInDeps } from './call.ts';
import { maybeText, text } from './fields.ts';

const schema = z.looseObject({ UserID: text, UserShortName: maybeText, DigestResponse: maybeText });

/**
 * UserAuthenticate: a network user logs in to a Mac. Apple’s schema tells no more of him than his GUID: on a Mac whose owner is
 * active he is managed, without a token of his own (an empty DigestChallenge), and what is meant for a user waits until his
 * TokenUpdate has named him. One who is named, and unknown here, gets 410, as does anybody at a Mac without an owner: not this
 * user, in this session (Apple, mdm/checkin/userauthenticate).
 */
export function userAuthenticate({ apple, users, refusals }: CheckInDeps): Answering {
  return async ({ message, caller, guid }) => {
    const said = schema.safeParse(message);
    if (!said.success) return null;
    const known = await apple.recognise(caller);
    if (known.kind === 'refused') return refusals.answer(caller, known);
    // No challenge is ever given that could be responded to.
    if (said.data.DigestResponse !== null) return plist({ AuthToken: '' });
    const managed = await isKnown({ apple, users }, known.device, guid, said.data.UserShortName);
    return managed ? plist({ DigestChallenge: '' }) : bare(410);
  };
}

/** He has a channel already; or his short name, where it is told, is that of a user here or of the device’s own user. */
async function isKnown(
  { apple, users }: Pick<CheckInDeps, 'apple' | 'users'>,
  { deviceId, userId }: AppleDeviceRow,
  guid: string,
  shortName: string | null,
): Promise<boolean> {
  const channels = await apple.channels(deviceId);
  if (channels.some((channel) => channel.guid === guid)) return true;
  const owner = userId === null ? null : await users.get(userId);
  const owned = owner?.state === 'active' ? owner : null;
  if (shortName === null) return owned !== null;
  const named = await users.byUserNames([shortName]);
  if (named.some(({ state }) => state === 'active')) return true;
  if (owned === null) return false;
  return [owned.userName, owned.email].some((name) => localPart(name) === shortName.toLowerCase());
}

function localPart(name: string | null): string | undefined {
  return name?.toLowerCase().split('@')[0];
}
