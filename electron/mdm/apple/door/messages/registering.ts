import { z } from 'zod';
import { plistToJson } from '../../../../model/apple/plist.ts';
import type { AppleDocument } from '../../../../model/apple/record.ts';
import { bare } from '../answers.ts';
import { userOf } from '../owner.ts';
import type { Answering, Call, CheckInDeps } from './call.ts';
import { data, maybeData, maybeText, text } from './fields.ts';

const PROTOCOL_KEYS: ReadonlySet<string> = new Set(['MessageType', 'Topic', 'UDID', 'EnrollmentID']);

const authenticateSchema = z.looseObject({ Topic: text });
/** APNs’ tokens have 32 bytes now, and may grow to 100 (Apple, Registering your app with APNs). */
const tokenUpdateSchema = z.looseObject({
  Topic: text,
  Token: data.refine(({ length }) => length > 0 && length <= 256),
  PushMagic: text,
  UnlockToken: maybeData,
  UserShortName: maybeText,
  UserLongName: maybeText,
});

/** Authenticate: a device begins to be managed, or comes with a renewed identity (Apple, mdm/checkin/authenticate). */
export function authenticate(deps: CheckInDeps): Answering {
  return async ({ message, caller, guid }) => {
    const said = authenticateSchema.safeParse(message);
    if (!said.success || guid !== '') return null;
    const fields = Object.fromEntries(
      Object.entries(message)
        .filter(([key]) => !PROTOCOL_KEYS.has(key))
        .map(([key, value]) => [key, plistToJson(value)]),
    );
    const owner = await ownerOf(deps, caller.fingerprint);
    const topic = said.data.Topic;
    const answered = await deps.apple.authenticate({ ...caller, topic, fields, owner, audit: null });
    if (answered.kind === 'refused') return deps.refusals.answer(caller, answered);
    deps.changed();
    return bare(200);
  };
}

async function ownerOf(deps: CheckInDeps, fingerprint: string): Promise<AppleDocument['owner']> {
  const user = await userOf(deps, await deps.apple.identity(fingerprint));
  if (user === null) return null;
  const { id, userName, email, orgUnitPath } = user;
  return { id, userName, email, orgUnitPath };
}

/** TokenUpdate: how a device, or a user of a Mac, can be woken; the first one completes a registration. */
export function tokenUpdate(deps: CheckInDeps): Answering {
  const { apple, vault, refusals } = deps;
  return async (call) => {
    const said = tokenUpdateSchema.safeParse(call.message);
    if (!said.success) return null;
    const { Topic, Token, PushMagic, UnlockToken, UserShortName, UserLongName } = said.data;
    const { caller, guid } = call;
    const known = await apple.recognise(caller);
    if (known.kind === 'refused') return refusals.answer(caller, known);
    const answered = await apple.tokenUpdate({
      ...caller,
      topic: Topic,
      token: Buffer.from(Token).toString('hex'),
      pushMagic: PushMagic,
      unlockToken: UnlockToken === null ? null : await vault.seal(`apple.unlock.${caller.udid}`, UnlockToken),
      user: guid === '' ? null : { guid, shortName: UserShortName, longName: UserLongName },
      audit: await registration(deps, call, UserShortName),
    });
    if (answered.kind === 'refused') return refusals.answer(caller, answered);
    const { deviceId, first, firstOfUser } = answered;
    if (first || firstOfUser) deps.registered(deviceId, first);
    deps.changed();
    return bare(200);
  };
}

/** What is recorded if this is the first one. */
async function registration(deps: CheckInDeps, { caller, guid }: Call, shortName: string | null) {
  const user = await userOf(deps, await deps.apple.identity(caller.fingerprint));
  const { udid } = caller;
  const detail = { udid, ...(guid === '' ? {} : { channel: shortName ?? guid }) };
  return deps.draft(user?.userName ?? '', 'apple.registered', null, detail);
}

/** CheckOut: management was removed on the device. Sent once, and not for certain. */
export function checkOut(deps: CheckInDeps): Answering {
  return async ({ caller, guid }) => {
    // Only the device itself can leave.
    if (guid !== '') return bare(200);
    const user = await userOf(deps, await deps.apple.identity(caller.fingerprint));
    const detail = { udid: caller.udid, told: 'device' };
    const audit = deps.draft(user?.userName ?? '', 'apple.unregistered', null, detail);
    const answered = await deps.apple.end({ ...caller, event: 'check_out', audit });
    if (answered.kind === 'refused') return deps.refusals.answer(caller, answered);
    deps.changed();
    return bare(200);
  };
}
