import { z } from 'zod';
import { bare, plist } from '../answers.ts';
import type { Answering, CheckInDeps } from './call.ts';
import { maybeData, text } from './fields.ts';

const setSchema = z.looseObject({ BootstrapToken: maybeData });
const getTokenSchema = z.looseObject({ TokenServiceType: text });

const sealName = (udid: string): string => `apple.bootstrap.${udid}`;

/** SetBootstrapToken: a Mac’s escrow key; an empty one, or none, takes it back (Apple, mdm/checkin/setbootstraptoken). */
export function setBootstrapToken({ apple, vault, refusals }: CheckInDeps): Answering {
  return async ({ message, caller, guid }) => {
    const said = setSchema.safeParse(message);
    if (!said.success || guid !== '') return null;
    // Before anything is sealed: strangers cost the vault nothing.
    const known = await apple.recognise(caller);
    if (known.kind === 'refused') return refusals.answer(caller, known);
    const { BootstrapToken } = said.data;
    const token = BootstrapToken === null ? null : await vault.seal(sealName(caller.udid), BootstrapToken);
    const answered = await apple.setBootstrapToken({ ...caller, token });
    return answered.kind === 'refused' ? refusals.answer(caller, answered) : bare(200);
  };
}

/** GetBootstrapToken: what was kept; without the key when there is none. */
export function getBootstrapToken({ apple, vault, refusals }: CheckInDeps): Answering {
  return async ({ caller, guid }) => {
    if (guid !== '') return null;
    const answered = await apple.bootstrapToken(caller);
    if (answered.kind === 'refused') return refusals.answer(caller, answered);
    if (answered.token === null) return plist({});
    return plist({ BootstrapToken: await vault.open(sealName(caller.udid), answered.token) });
  };
}

/** GetToken: none of Apple’s services that devices fetch tokens for is offered here, for which 400 is the answer. */
export function getToken({ apple, refusals, log }: CheckInDeps): Answering {
  return async ({ message, caller }) => {
    const said = getTokenSchema.safeParse(message);
    if (!said.success) return null;
    const known = await apple.recognise(caller);
    if (known.kind === 'refused') return refusals.answer(caller, known);
    log(`apple: ${known.device.deviceId} asks for a token that is not given here`);
    return bare(400);
  };
}
